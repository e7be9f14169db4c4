package ir.roshan.notification;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import ir.roshan.notification.SmsGateway.Answer;
import ir.roshan.notification.SmsGateway.Status;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenericGatewayTest {
    @RegisterExtension
    static final WireMockExtension ADAPTER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    /** Long, so that a busy machine is not mistaken for a hanging gateway; {@link #IMPATIENT} is for that. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** What is promised, and not what the code happens to say. */
    private static final int SIXTY_FOUR_KILOBYTES = 65_536;

    private static final Duration IMPATIENT = Duration.ofMillis(700);
    private static final List<OutgoingMessage> TWO = List.of(taken("id-1", "سلام"), taken("id-2", "hello \"you\"\n"));

    @Test
    void asksByTheContractAndUnderstandsBothAnswers() {
        answer(okJson("""
                {"results": [{"id": "id-1", "status": "ACCEPTED", "reference": "r-1"},
                             {"id": "id-2", "status": "REFUSED"},
                             {"id": "a stranger", "status": "ACCEPTED"}]}
                """));
        assertThat(gateway(null).send(TWO))
                .containsEntry("id-1", new Answer(Status.ACCEPTED, "r-1"))
                .containsEntry("id-2", new Answer(Status.REFUSED, null));
        ADAPTER.verify(
                1,
                postRequestedFor(urlEqualTo("/send"))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withHeader("Authorization", absent())
                        .withRequestBody(equalToJson("""
                                {"messages": [{"id": "id-1", "to": "09121234567", "text": "سلام"},
                                              {"id": "id-2", "to": "09121234567", "text": "hello \\"you\\"\\n"}]}
                                """)));
    }

    @Test
    void theKeyIsShownToTheAdapterAndToNobodyElse() {
        answer(okJson("{\"results\": []}"));
        gateway("s3cret").send(TWO);
        ADAPTER.verify(1, postRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer s3cret")));
        assertThat(settings("s3cret").toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"results\": []}",
                "{\"results\": [{\"id\": \"id-1\"}, {\"status\": \"ACCEPTED\"}, null, 7, \"ACCEPTED\", [] ]}",
                "{\"results\": [{\"id\": \"id-1\", \"status\": \"accepted\"}, {\"id\": \"id-1\", \"status\": true}]}",
                "{\"results\": [{\"id\": \"id-1\", \"status\": \"QUEUED\"}]}"
            })
    void aMessageWithoutAResultByTheContractHasNone(String json) {
        answer(okJson(json));
        assertThat(gateway(null).send(TWO)).doesNotContainKeys("id-1", "id-2");
    }

    @Test
    void acceptedOnceIsAcceptedWhateverElseIsSaid() {
        answer(okJson("""
                {"results": [{"id": "id-1", "status": "REFUSED"}, {"id": "id-1", "status": "ACCEPTED"},
                             {"id": "id-2", "status": "ACCEPTED"}, {"id": "id-2", "status": "REFUSED"}]}
                """));
        assertThat(gateway(null).send(TWO).values()).extracting(Answer::status).containsOnly(Status.ACCEPTED);
    }

    @Test
    void aReferenceThatNoColumnHoldsLosesWhatDoesNotFit() {
        answer(okJson("""
                {"results": [{"id": "id-1", "status": "ACCEPTED", "reference": "a\\u0000b\\r\\n%s"},
                             {"id": "id-2", "status": "ACCEPTED", "reference": 9876543210123}]}
                """.formatted("c".repeat(300))));
        Map<String, Answer> answers = gateway(null).send(TWO);
        assertThat(answers.get("id-1").reference()).hasSize(100).startsWith("abccc");
        assertThat(answers.get("id-2").reference()).isEqualTo("9876543210123");
    }

    @Test
    void ok200WithAPageInsteadOfResultsIsNoSuccess() {
        answer(aResponse().withStatus(200).withBody("<html><body>ACCEPTED</body></html>"));
        assertThat(failure()).isEqualTo("not-json");
        answer(okJson("{\"results\": []} trailing"));
        assertThat(failure()).isEqualTo("not-json");
        answer(okJson("{\"status\": \"ok\"}"));
        assertThat(failure()).isEqualTo("no-results");
        answer(aResponse().withStatus(200));
        assertThat(failure()).isEqualTo("no-results");
        answer(okJson("{\"results\":".repeat(5000)));
        assertThat(failure()).isEqualTo("not-json");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 429, 500, 503})
    void anErrorIsAFailureWhateverItsBodySays(int status) {
        answer(okJson("{\"results\": [{\"id\": \"id-1\", \"status\": \"ACCEPTED\"}]}")
                .withStatus(status));
        assertThat(failure()).isEqualTo("http-" + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void noRedirectIsFollowed(int status) {
        answer(aResponse().withStatus(status).withHeader("Location", ADAPTER.url("/elsewhere")));
        ADAPTER.stubFor(any(urlEqualTo("/elsewhere"))
                .willReturn(okJson("{\"results\": [{\"id\": \"id-1\", \"status\": \"ACCEPTED\"}]}")));
        assertThat(failure()).isEqualTo("http-" + status);
        ADAPTER.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
        assertThat(ADAPTER.getAllServeEvents()).hasSize(1);
    }

    @Test
    void noMoreThan64KilobytesAreRead() {
        String results = "{\"results\": [{\"id\": \"id-1\", \"status\": \"ACCEPTED\"}]}";
        answer(okJson(results + " ".repeat(SIXTY_FOUR_KILOBYTES - results.length())));
        assertThat(gateway(null).send(TWO)).containsKey("id-1");
        answer(okJson(results + " ".repeat(SIXTY_FOUR_KILOBYTES - results.length() + 1)));
        assertThat(failure()).isEqualTo("too-large");
        answer(okJson(results + " ".repeat(10 * 1024 * 1024)));
        assertThat(failure()).isEqualTo("too-large");
    }

    @Test
    void aGatewayThatHangsOrTricklesIsLeftAfterTheTimeOut() {
        String results = "{\"results\": [{\"id\": \"id-1\", \"status\": \"ACCEPTED\"}]}";
        answer(okJson(results).withFixedDelay(15_000));
        assertThat(secondsToFailWith("timeout")).isLessThan(10);
        answer(okJson(results).withChunkedDribbleDelay(20, 15_000));
        assertThat(secondsToFailWith("timeout")).isLessThan(10);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aBrokenConnectionIsAFailure(Fault fault) {
        answer(aResponse().withFault(fault));
        assertThat(failure()).isIn("connection", "not-json", "no-results");
    }

    @Test
    void nobodyAtThatAddressIsAFailure() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        SmsGateway gateway = new GenericGateway(new SmsSettings(
                SmsSettings.Profile.GENERIC, URI.create("http://127.0.0.1:" + free + "/"), null, null, TIMEOUT));
        assertThatThrownBy(() -> gateway.send(TWO)).isInstanceOf(GatewayFailed.class);
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        ADAPTER.stubFor(post(urlEqualTo("/send")).willReturn(answer));
    }

    private static String failure() {
        GatewayFailed failed =
                catchThrowableOfType(GatewayFailed.class, () -> gateway(null).send(TWO));
        assertThat(failed).isNotNull();
        return failed.code();
    }

    private static double secondsToFailWith(String code) {
        Instant start = Instant.now();
        GatewayFailed failed = catchThrowableOfType(
                GatewayFailed.class, () -> new GenericGateway(settings(null, IMPATIENT)).send(TWO));
        assertThat(failed.code()).isEqualTo(code);
        return Duration.between(start, Instant.now()).toMillis() / 1000.0;
    }

    private static GenericGateway gateway(String key) {
        return new GenericGateway(settings(key));
    }

    private static SmsSettings settings(String key) {
        return settings(key, TIMEOUT);
    }

    private static SmsSettings settings(String key, Duration timeout) {
        return new SmsSettings(SmsSettings.Profile.GENERIC, URI.create(ADAPTER.url("/send")), key, null, timeout);
    }

    private static OutgoingMessage taken(String id, String text) {
        return OutboxFixture.message(id, text);
    }
}
