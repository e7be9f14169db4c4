package ir.roshan.notification;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import ir.roshan.notification.SmsGateway.Answer;
import ir.roshan.notification.SmsGateway.Status;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bale's service for telephone numbers, against a stub that speaks as it does, in its errors too. */
class SafirGatewayTest {
    @RegisterExtension
    static final WireMockExtension STUB = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1").containerThreads(40))
            .build();

    private static final String SEND = "/api/v3/send_message";
    private static final String ID = "3b241101-e2bb-4255-8caf-4136c566a962";

    private static SmsGateway safir(Duration timeout) {
        return new SafirGateway(new BaleSettings("s3cret", 123_456_789L, URI.create(STUB.url("/")), timeout));
    }

    @Test
    void itIsAskedByItsJsonUnderOurIdAndANumberWithoutAPlus() {
        STUB.stubFor(post(urlEqualTo(SEND)).willReturn(okJson("{\"message_id\": \"m-1\", \"error_data\": null}")));
        assertThat(safir(Duration.ofSeconds(20)).send(List.of(OutboxFixture.message(ID, "سلام \"شما\"\n"))))
                .containsOnly(Map.entry(ID, new Answer(Status.ACCEPTED, "m-1")));
        STUB.verify(
                1,
                postRequestedFor(urlEqualTo(SEND))
                        .withHeader("api-access-key", equalTo("s3cret"))
                        .withRequestBody(equalToJson("""
                                {"request_id": "%s", "bot_id": 123456789, "phone_number": "989121234567",
                                 "message_data": {"message": {"text": "سلام \\"شما\\"\\n"}}}
                                """.formatted(ID))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"message_id": "m-2"}                                                                  | ACCEPTED |
            200 | {"message_id": "m-3", "error_data": []}                                                | ACCEPTED |
            200 | {"error_data": [{"phone_number": "98", "code": 17, "description": "no account"}]}      | REFUSED  |
            200 | {"message_id": "m-4", "error_data": [{"code": 17}]}                                    | REFUSED  |
            200 | {"message_id": null, "error_data": [{"code": "8"}]}                                    | REFUSED  |
            400 | {"error_data": [{"code": 4}]}                                                          | REFUSED  |
            200 | {"error_data": {"code": 8}}                                                            | REFUSED  |
            200 | {"error_data": [{"code": 2}]}                                                          | FAILED   | bale-2
            429 | {"error_data": [{"code": 3}]}                                                          | FAILED   | bale-3
            200 | {"error_data": [{"code": 20}]}                                                         | FAILED   | bale-20
            200 | {"error_data": [{"code": 21}]}                                                         | FAILED   | bale-21
            200 | {"error_data": [{"description": "?"}]}                                                 | FAILED   | no-results
            200 | "invalid_access_key"                                                                   | FAILED   | bale-key
            401 | "invalid_access_key"                                                                   | FAILED   | bale-key
            200 | {}                                                                                     | FAILED   | no-results
            200 | {"message_id": ""}                                                                     | FAILED   | no-results
            404 | {"message_id": "m-5"}                                                                  | FAILED   | http-404
            500 | {"message_id": "m-6"}                                                                  | FAILED   | http-500
            302 | {"message_id": "m-7"}                                                                  | FAILED   | http-302
            200 | <html><body>OK</body></html>                                                           | FAILED   | not-json
            """)
    void whatItSaysIsTakenAsItIsMeant(int status, String body, Status meant, String error) {
        STUB.stubFor(post(urlEqualTo(SEND))
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Location", "/elsewhere")
                        .withBody(body)));
        Answer answer = safir(Duration.ofSeconds(20))
                .send(List.of(OutboxFixture.message(ID, "text")))
                .get(ID);
        assertThat(answer.status()).isEqualTo(meant);
        assertThat(answer.error()).isEqualTo(error);
    }

    @Test
    void whatTakesTooLongIsAFailureOfItsOwn() {
        STUB.stubFor(post(urlEqualTo(SEND))
                .willReturn(okJson("{\"message_id\": \"m\"}").withFixedDelay(5_000)));
        assertThat(safir(Duration.ofMillis(700)).send(List.of(OutboxFixture.message(ID, "text"))))
                .containsOnly(Map.entry(ID, Answer.failed("timeout")));
    }

    @Test
    void settingsThatCannotWorkAreRefusedAndTheKeyStandsInNoLog() {
        Duration timeout = Duration.ofSeconds(5);
        assertThatThrownBy(() -> new BaleSettings("s3cret", null, null, timeout))
                .hasMessageContaining("bot-id");
        assertThatThrownBy(() -> new BaleSettings("کلید", 1L, null, timeout)).hasMessageContaining("ASCII");
        assertThatThrownBy(() -> new BaleSettings("s3cret", 1L, URI.create("ftp://x"), timeout))
                .hasMessageContaining("roshan.bale.url");
        assertThatThrownBy(() -> new BaleSettings(null, null, null, Duration.ZERO))
                .hasMessageContaining("roshan.bale.timeout");
        assertThat(new BaleSettings(null, null, null, timeout).isThere()).isFalse();
        assertThat(new BaleSettings("s3cret", 1L, null, timeout).toString()).doesNotContain("s3cret");
    }
}
