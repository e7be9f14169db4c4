package ir.roshan.notification;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import ir.roshan.notification.SmsGateway.Answer;
import ir.roshan.notification.SmsGateway.Delivery;
import ir.roshan.notification.SmsGateway.Status;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The two providers, against a stub that speaks as they do, in their errors too. */
class ProviderGatewaysTest {
    @RegisterExtension
    static final WireMockExtension STUB = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1").containerThreads(40))
            .build();

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration IMPATIENT = Duration.ofMillis(700);
    private static final String SEND_TO_KAVENEGAR = "/v1/s3cret/sms/send.json";
    private static final String SEND_TO_SMS_IR = "/v1/send/bulk";
    private static final String TAKEN_BY_KAVENEGAR = """
            {"return": {"status": 200, "message": "تایید شد"},
             "entries": [{"messageid": 8792343, "message": "…", "status": 1, "statustext": "در صف ارسال",
                          "sender": "10004346", "receptor": "09121234567", "date": 1356619709, "cost": 120}]}
            """;
    private static final String TAKEN_BY_SMS_IR = """
            {"status": 1, "message": "موفق", "data": {"packId": "2b99e62c", "messageIds": [89545112], "cost": 1.0}}
            """;
    private static final String ID = "3b241101-e2bb-4255-8caf-4136c566a962";

    @Test
    void kavenegarIsAskedByItsFormAndUnderANumberThatIsTheSameInEveryTry() {
        STUB.stubFor(post(urlEqualTo(SEND_TO_KAVENEGAR)).willReturn(okJson(TAKEN_BY_KAVENEGAR)));
        SmsGateway gateway = kavenegar("10004346", TIMEOUT);
        for (int attempt = 1; attempt <= 2; attempt++)
            assertThat(gateway.send(List.of(taken(ID, "سلام & +1"))))
                    .containsOnly(Map.entry(ID, new Answer(Status.ACCEPTED, "8792343")));
        String localId = Long.toString(KavenegarGateway.localId(ID));
        assertThat(localId).matches("[1-9][0-9]{15,18}");
        STUB.verify(
                2,
                postRequestedFor(urlEqualTo(SEND_TO_KAVENEGAR))
                        .withHeader("Content-Type", containing("application/x-www-form-urlencoded"))
                        .withFormParam("receptor", equalTo("09121234567"))
                        .withFormParam("message", equalTo("سلام & +1"))
                        .withFormParam("localid", equalTo(localId))
                        .withFormParam("sender", equalTo("10004346")));
        STUB.resetRequests();
        kavenegar(null, TIMEOUT).send(List.of(taken(ID, "سلام")));
        STUB.verify(1, postRequestedFor(anyUrl()).withFormParam("sender", absent()));
    }

    @Test
    void smsIrIsAskedByItsJson() {
        STUB.stubFor(post(urlEqualTo(SEND_TO_SMS_IR)).willReturn(okJson(TAKEN_BY_SMS_IR)));
        assertThat(smsIr(TIMEOUT).send(List.of(taken(ID, "سلام \"شما\"\n"))))
                .containsOnly(Map.entry(ID, new Answer(Status.ACCEPTED, "89545112")));
        STUB.verify(
                1,
                postRequestedFor(urlEqualTo(SEND_TO_SMS_IR))
                        .withHeader("x-api-key", equalTo("s3cret"))
                        .withRequestBody(equalToJson("""
                                {"lineNumber": 30001234, "messageText": "سلام \\"شما\\"\\n", "mobiles": ["09121234567"]}
                                """)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KAVENEGAR | 200 | {"return": {"status": 418, "message": "اعتبار کافی نیست"}}        | kavenegar-418
            KAVENEGAR | 418 | {"return": {"status": 418, "message": "اعتبار کافی نیست"}}        | kavenegar-418
            KAVENEGAR | 403 | {"return": {"status": 403, "message": "کد API نامعتبر است"}}      | kavenegar-403
            KAVENEGAR | 200 | {"status": "ok"}                                                  | no-results
            KAVENEGAR | 200 | []                                                                | no-results
            KAVENEGAR | 404 | {"return": {"status": 200}, "entries": [{"messageid": 1}]}        | http-404
            KAVENEGAR | 200 | <html><body>200 OK</body></html>                                  | not-json
            KAVENEGAR | 404 | <html><body>status 200</body></html>                              | http-404
            KAVENEGAR | 500 | {"return": {"status": 200}, "entries": [{"messageid": 1}]}        | http-500
            KAVENEGAR | 302 | {"return": {"status": 200}, "entries": [{"messageid": 1}]}        | http-302
            SMS_IR    | 200 | {"status": 102, "message": "اعتبار کافی نیست", "data": null}      | sms-ir-102
            SMS_IR    | 401 | {"status": 10, "message": "کلید وب سرویس نامعتبر است"}            | sms-ir-10
            SMS_IR    | 429 | {"status": 20, "message": "تعداد درخواست بیشتر از حد مجاز است"}   | sms-ir-20
            SMS_IR    | 200 | {"status": 0, "message": "مشکلی در سامانه رخ داده است"}           | sms-ir-0
            SMS_IR    | 200 | {"status": true}                                                  | no-results
            SMS_IR    | 200 | {"data": {"messageIds": [1]}}                                     | no-results
            SMS_IR    | 400 | {"status": 1, "data": {"messageIds": [1]}}                        | http-400
            SMS_IR    | 200 | <html><body>1</body></html>                                       | not-json
            SMS_IR    | 503 | {"status": 1, "data": {"messageIds": [1]}}                        | http-503
            SMS_IR    | 307 | {"status": 1, "data": {"messageIds": [1]}}                        | http-307
            """)
    void whatIsNoSuccessByItsOwnWordIsTriedAgain(SmsSettings.Profile profile, int status, String body, String error) {
        answer(okJson(body).withStatus(status).withHeader("Location", STUB.url("/inside")));
        assertThat(gateway(profile, TIMEOUT).send(List.of(taken(ID, "سلام"))))
                .containsOnly(Map.entry(ID, Answer.failed(error)));
        STUB.verify(0, anyRequestedFor(urlEqualTo("/inside")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KAVENEGAR | 200 | {"return": {"status": 411, "message": "گیرنده نامعتبر است"}}
            KAVENEGAR | 411 | {"return": {"status": 411, "message": "گیرنده نامعتبر است"}}
            KAVENEGAR | 413 | {"return": {"status": 413, "message": "پیام خالی یا بلند است"}}
            KAVENEGAR | 200 | {"return": {"status": 200}, "entries": [{"messageid": 1, "status": 14}]}
            SMS_IR    | 400 | {"status": 104, "message": "شماره موبایل نادرست است"}
            SMS_IR    | 200 | {"status": 103, "message": "متن پیام خالی است"}
            SMS_IR    | 400 | {"status": 115, "message": "شماره موبایل در لیست سیاه است"}
            """)
    void whatWillNeverBeTakenIsRefused(SmsSettings.Profile profile, int status, String body) {
        answer(okJson(body).withStatus(status));
        assertThat(gateway(profile, TIMEOUT)
                        .send(List.of(taken(ID, "سلام")))
                        .get(ID)
                        .status())
                .isEqualTo(Status.REFUSED);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void ofABatchEachHasItsOwnFateAndTheSlowOnesCostNoMoreThanOneTimeOut(SmsSettings.Profile profile) {
        List<OutgoingMessage> batch = IntStream.range(0, SingleMessageCalls.AT_ONCE)
                .mapToObj(n ->
                        taken(UUID.nameUUIDFromBytes(new byte[] {(byte) n}).toString(), "text-" + n % 4 + "-"))
                .toList();
        answer(okJson(success(profile)));
        STUB.stubFor(any(anyUrl())
                .withRequestBody(containing("text-1-"))
                .willReturn(okJson(success(profile)).withFixedDelay(12_000)));
        STUB.stubFor(any(anyUrl())
                .withRequestBody(containing("text-2-"))
                .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        long start = System.nanoTime();
        Map<String, Answer> answers = gateway(profile, Duration.ofSeconds(5)).send(batch);
        // One after another they would take 25.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        for (int n = 0; n < batch.size(); n++) {
            Answer answer = answers.get(batch.get(n).id());
            switch (n % 4) {
                case 1 -> assertThat(answer).isEqualTo(Answer.failed("timeout"));
                case 2 -> assertThat(answer).isEqualTo(Answer.failed("connection"));
                default -> assertThat(answer.status()).isEqualTo(Status.ACCEPTED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void tenMegabytesAreNotRead(SmsSettings.Profile profile) {
        answer(okJson(success(profile) + " ".repeat(10 * 1024 * 1024)));
        assertThat(gateway(profile, TIMEOUT).send(List.of(taken(ID, "سلام"))).get(ID))
                .isEqualTo(Answer.failed("too-large"));
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void aGatewayThatHangsOrTricklesIsLeftAfterTheTimeOut(SmsSettings.Profile profile) {
        answer(okJson(success(profile)).withChunkedDribbleDelay(20, 15_000));
        long start = System.nanoTime();
        assertThat(gateway(profile, IMPATIENT).send(List.of(taken(ID, "سلام"))).get(ID))
                .isEqualTo(Answer.failed("timeout"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aBrokenConnectionIsAFailure(Fault fault) {
        answer(aResponse().withFault(fault));
        for (SmsSettings.Profile profile : profiles().toList())
            assertThat(gateway(profile, TIMEOUT)
                            .send(List.of(taken(ID, "سلام")))
                            .get(ID)
                            .error())
                    .isIn("connection", "not-json", "no-results");
    }

    @Test
    void kavenegarTellsWhatBecameOfMany() {
        STUB.stubFor(post(urlEqualTo("/v1/s3cret/sms/status.json")).willReturn(okJson("""
                {"return": {"status": 200, "message": "تایید شد"},
                 "entries": [{"messageid": 1, "status": 10, "statustext": "رسیده به گیرنده"},
                             {"messageid": 2, "status": 11}, {"messageid": 3, "status": 14}, {"messageid": 4, "status": 6},
                             {"messageid": 5, "status": 1}, {"messageid": 6, "status": 5}, {"messageid": 7, "status": 100}]}
                """)));
        assertThat(kavenegar(null, TIMEOUT).deliveries(List.of("1", "2", "3", "4", "5", "6", "7")))
                .containsOnly(
                        Map.entry("1", Delivery.ARRIVED),
                        Map.entry("2", Delivery.LOST),
                        Map.entry("3", Delivery.LOST),
                        Map.entry("4", Delivery.LOST));
        STUB.verify(1, postRequestedFor(anyUrl()).withFormParam("messageid", equalTo("1,2,3,4,5,6,7")));
        answer(okJson("{\"return\": {\"status\": 409}}"));
        assertThatThrownBy(() -> kavenegar(null, TIMEOUT).deliveries(List.of("1")))
                .hasMessageContaining("kavenegar-409");
    }

    @Test
    void smsIrTellsWhatBecameOfEach() {
        for (int state = 1; state <= 8; state++)
            STUB.stubFor(get(urlEqualTo("/v1/send/" + state)).willReturn(okJson("""
                    {"status": 1, "message": "موفق", "data": {"messageId": %1$d, "mobile": 989121234567, "deliveryState": %1$d}}
                    """.formatted(state))));
        assertThat(smsIr(TIMEOUT).deliveries(List.of("1", "2", "3", "4", "5", "6", "7", "8", "../credit")))
                .containsOnly(
                        Map.entry("1", Delivery.ARRIVED),
                        Map.entry("2", Delivery.LOST),
                        Map.entry("4", Delivery.LOST),
                        Map.entry("6", Delivery.LOST),
                        Map.entry("7", Delivery.LOST));
        STUB.verify(8, getRequestedFor(anyUrl()).withHeader("x-api-key", equalTo("s3cret")));
        STUB.resetAll();
        answer(okJson("{\"status\": 10}").withStatus(401));
        assertThatThrownBy(() -> smsIr(TIMEOUT).deliveries(List.of("1"))).hasMessageContaining("sms-ir-10");
    }

    @Test
    void anAddressThatNamesTheMethodIsTakenAsItIs() {
        STUB.stubFor(post(urlEqualTo("/proxy/k/sms/send.json")).willReturn(okJson(TAKEN_BY_KAVENEGAR)));
        STUB.stubFor(post(urlEqualTo("/proxy/send/bulk")).willReturn(okJson(TAKEN_BY_SMS_IR)));
        SmsSettings kavenegar = settings(SmsSettings.Profile.KAVENEGAR, "/proxy/k/sms/send.json", null, TIMEOUT);
        SmsSettings smsIr = settings(SmsSettings.Profile.SMS_IR, "/proxy/send/bulk", "30001234", TIMEOUT);
        assertThat(new KavenegarGateway(kavenegar, ServiceTemplates.none())
                        .send(List.of(taken(ID, "a")))
                        .get(ID)
                        .status())
                .isEqualTo(Status.ACCEPTED);
        assertThat(new SmsIrGateway(smsIr, ServiceTemplates.none())
                        .send(List.of(taken(ID, "a")))
                        .get(ID)
                        .status())
                .isEqualTo(Status.ACCEPTED);
    }

    private static Stream<SmsSettings.Profile> profiles() {
        return Stream.of(SmsSettings.Profile.KAVENEGAR, SmsSettings.Profile.SMS_IR);
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        STUB.stubFor(any(anyUrl()).willReturn(answer));
    }

    private static String success(SmsSettings.Profile profile) {
        return profile == SmsSettings.Profile.KAVENEGAR ? TAKEN_BY_KAVENEGAR : TAKEN_BY_SMS_IR;
    }

    private static SmsGateway gateway(SmsSettings.Profile profile, Duration timeout) {
        return profile == SmsSettings.Profile.KAVENEGAR ? kavenegar(null, timeout) : smsIr(timeout);
    }

    private static SmsGateway kavenegar(String sender, Duration timeout) {
        return new KavenegarGateway(
                settings(SmsSettings.Profile.KAVENEGAR, "/", sender, timeout), ServiceTemplates.none());
    }

    private static SmsGateway smsIr(Duration timeout) {
        return new SmsIrGateway(settings(SmsSettings.Profile.SMS_IR, "", "30001234", timeout), ServiceTemplates.none());
    }

    private static SmsSettings settings(SmsSettings.Profile profile, String path, String sender, Duration timeout) {
        return new SmsSettings(profile, URI.create(STUB.url(path)), "s3cret", sender, timeout);
    }

    private static OutgoingMessage taken(String id, String text) {
        return OutboxFixture.message(id, text);
    }
}
