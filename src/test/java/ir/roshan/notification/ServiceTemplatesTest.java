package ir.roshan.notification;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
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

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.notification.SmsGateway.Answer;
import ir.roshan.notification.SmsGateway.Status;
import ir.roshan.text.MobileNumber;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Texts that go by the provider's template, against a stub that speaks as the two do; and what goes as text all the same. */
@ExtendWith(OutputCaptureExtension.class)
class ServiceTemplatesTest {
    @RegisterExtension
    static final WireMockExtension STUB = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static final String ID = "3b241101-e2bb-4255-8caf-4136c566a962";
    private static final String LOOKUP = "/v1/s3cret/verify/lookup.json";
    private static final String SEND_TO_KAVENEGAR = "/v1/s3cret/sms/send.json";
    private static final String VERIFY = "/v1/send/verify";
    private static final String SEND_TO_SMS_IR = "/v1/send/bulk";
    private static final Message REGISTERED =
            new Message.Registered("1802-5943-3142", SolarHijri.parseMoment("1405/09/02 14:30"));
    private static final Message WITHDRAWN = new Message.Withdrawn("180259433142");

    private static OutgoingMessage message(Message message, Language language) {
        MessageTexts.Worded worded = MessageTextsTest.texts().word(message, language);
        return new OutgoingMessage(
                ID,
                new MobileNumber("09121234567"),
                worded.text(),
                1,
                message.kind(),
                false,
                Set.of(),
                MessageFacts.read(worded.facts().wording(), worded.facts().written()));
    }

    private static SmsGateway kavenegar(Map<String, String> templates) {
        return new KavenegarGateway(
                settings(SmsSettings.Profile.KAVENEGAR, null),
                ServiceTemplates.of(SmsSettings.Profile.KAVENEGAR, templates));
    }

    private static SmsGateway smsIr(Map<String, String> templates) {
        return new SmsIrGateway(
                settings(SmsSettings.Profile.SMS_IR, "30001234"),
                ServiceTemplates.of(SmsSettings.Profile.SMS_IR, templates));
    }

    private static SmsSettings settings(SmsSettings.Profile profile, String sender) {
        return new SmsSettings(profile, URI.create(STUB.baseUrl()), "s3cret", sender, Duration.ofSeconds(20));
    }

    @Test
    void kavenegarIsGivenTheTemplateAndItsTokensAndNoText() {
        STUB.stubFor(post(urlEqualTo(LOOKUP)).willReturn(okJson("""
                {"return": {"status": 200, "message": "تایید شد"}, "entries": {"messageid": 8792343, "status": 5}}
                """)));
        SmsGateway gateway = kavenegar(Map.of("registered", "roshan-registered token=trackingCode token10=restoreBy"));
        assertThat(gateway.send(List.of(message(REGISTERED, Language.FA))))
                .containsOnly(Map.entry(ID, new Answer(Status.ACCEPTED, "8792343")));
        STUB.verify(
                1,
                postRequestedFor(urlEqualTo(LOOKUP))
                        .withFormParam("receptor", equalTo("09121234567"))
                        .withFormParam("template", equalTo("roshan-registered"))
                        .withFormParam("token", equalTo("180259433142"))
                        .withFormParam("token10", equalTo("۱۴۰۵/۰۹/۰۲ ساعت ۱۴.۳۰"))
                        .withFormParam("message", absent()));
        STUB.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void smsIrIsGivenTheTemplatesNumberAndItsParameters() {
        STUB.stubFor(post(urlEqualTo(VERIFY)).willReturn(okJson("""
                {"status": 1, "message": "موفق", "data": {"messageId": 89545112, "cost": 1.0}}
                """)));
        SmsGateway gateway = smsIr(Map.of("registered", "123456 CODE=trackingCode مهلت=restoreBy"));
        assertThat(gateway.send(List.of(message(REGISTERED, Language.FA))))
                .containsOnly(Map.entry(ID, new Answer(Status.ACCEPTED, "89545112")));
        STUB.verify(
                1,
                postRequestedFor(urlEqualTo(VERIFY))
                        .withHeader("x-api-key", equalTo("s3cret"))
                        .withRequestBody(equalToJson("""
                                {"mobile": "09121234567", "templateId": 123456,
                                 "parameters": [{"name": "CODE", "value": "180259433142"},
                                                {"name": "مهلت", "value": "۱۴۰۵/۰۹/۰۲ ساعت ۱۴:۳۰"}]}
                                """)));
    }

    /** It is no row of the table: whoever sends it names its value. */
    @Test
    void aOneTimeCodeCanHaveATemplate() {
        STUB.stubFor(post(urlEqualTo(LOOKUP))
                .willReturn(okJson("{\"return\": {\"status\": 200}, \"entries\": {\"messageid\": 1}}")));
        OutgoingMessage code = new OutgoingMessage(
                ID,
                new MobileNumber("09121234567"),
                "کد شما: 123456",
                1,
                MessageKind.REGISTERED,
                true,
                Set.of(),
                MessageFacts.of("mobile-code", Language.FA, Map.of("mobileCode", "123456")));
        kavenegar(Map.of("mobile-code", "roshan-code token=mobileCode")).send(List.of(code));
        STUB.verify(1, postRequestedFor(urlEqualTo(LOOKUP)).withFormParam("token", equalTo("123456")));
        assertThat(code.toString()).doesNotContain("123456");
        assertThat(code.facts().toString()).doesNotContain("123456");
    }

    @Test
    void whatHasNoTemplateOrDoesNotFitIntoItGoesAsText() {
        STUB.stubFor(post(urlEqualTo(SEND_TO_KAVENEGAR)).willReturn(okJson("{\"return\": {\"status\": 200}}")));
        STUB.stubFor(post(urlEqualTo(SEND_TO_SMS_IR)).willReturn(okJson("{\"status\": 1}")));
        SmsGateway kavenegar = kavenegar(Map.of(
                "registered", "roshan-registered token=trackingCode token20=restoreBy",
                "planned", "roshan-planned token10=reason"));
        SmsGateway smsIr = smsIr(Map.of("planned", "123456 R=reason"));
        Message longReason = new Message.Planned(
                "180259433142", SolarHijri.parseMoment("1405/09/02 12:00"), null, null, "کار ".repeat(15));
        OutgoingMessage ofTheVersionBefore = OutboxFixture.message(ID, "text");
        for (OutgoingMessage one : List.of(
                message(WITHDRAWN, Language.FA),
                message(REGISTERED, Language.EN),
                message(new Message.Registered("180259433142", null), Language.FA),
                message(longReason, Language.FA),
                ofTheVersionBefore)) {
            assertThat(kavenegar.send(List.of(one)).get(ID).status()).isEqualTo(Status.ACCEPTED);
            STUB.verify(
                    1, postRequestedFor(urlEqualTo(SEND_TO_KAVENEGAR)).withFormParam("message", equalTo(one.text())));
            STUB.resetRequests();
        }
        assertThat(smsIr.send(List.of(message(longReason, Language.FA))).get(ID).status())
                .isEqualTo(Status.ACCEPTED);
        STUB.verify(1, postRequestedFor(urlEqualTo(SEND_TO_SMS_IR)));
    }

    @ParameterizedTest
    @CsvSource({"400", "406", "413", "422", "424", "426", "428", "431", "432"})
    void theTextFollowsATemplateThatKavenegarDoesNotTakeAndItIsSaidOnce(int code, CapturedOutput output) {
        String refusal = "{\"return\": {\"status\": %d}, \"entries\": null}".formatted(code);
        STUB.stubFor(post(urlEqualTo(LOOKUP)).willReturn(okJson(refusal).withStatus(code)));
        STUB.stubFor(post(urlEqualTo(SEND_TO_KAVENEGAR)).willReturn(okJson("""
                {"return": {"status": 200}, "entries": [{"messageid": 7, "status": 1}]}
                """)));
        SmsGateway gateway = kavenegar(Map.of("registered", "roshan-registered token=trackingCode"));
        OutgoingMessage message = message(REGISTERED, Language.FA);
        for (int i = 0; i < 2; i++)
            assertThat(gateway.send(List.of(message))).containsOnly(Map.entry(ID, new Answer(Status.ACCEPTED, "7")));
        STUB.verify(
                2, postRequestedFor(urlEqualTo(SEND_TO_KAVENEGAR)).withFormParam("message", equalTo(message.text())));
        assertThat(output.getAll().split("roshan.sms.templates.registered: kavenegar-" + code, -1))
                .hasSize(2);
        assertThat(output.getAll()).doesNotContain("180259433142");
    }

    @ParameterizedTest
    @CsvSource({"16", "113", "114", "116", "119"})
    void theTextFollowsATemplateThatSmsIrDoesNotTake(int code) {
        STUB.stubFor(post(urlEqualTo(VERIFY))
                .willReturn(okJson("{\"status\": %d, \"data\": null}".formatted(code))
                        .withStatus(400)));
        STUB.stubFor(post(urlEqualTo(SEND_TO_SMS_IR))
                .willReturn(okJson("{\"status\": 1, \"data\": {\"messageIds\": [9]}}")));
        assertThat(smsIr(Map.of("registered", "123456 CODE=trackingCode"))
                        .send(List.of(message(REGISTERED, Language.FA))))
                .containsOnly(Map.entry(ID, new Answer(Status.ACCEPTED, "9")));
    }

    /** Money, keys, a number that is none or blocks it: what no text would mend goes the way of all messages. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            418 | {"return": {"status": 418}}                                              | FAILED
            403 | {"return": {"status": 403}}                                              | FAILED
            411 | {"return": {"status": 411}}                                              | REFUSED
            200 | {"return": {"status": 200}, "entries": {"messageid": 1, "status": 14}}   | REFUSED
            200 | {"return": {"status": 200}, "entries": [{"messageid": 1, "status": 14}]} | REFUSED
            200 | {"return": {"status": 200}, "entries": null}                             | ACCEPTED
            200 | <html>OK</html>                                                          | FAILED
            500 | {"return": {"status": 424}}                                              | FAILED
            """)
    void whatNoTextWouldMendIsAsWithAText(int http, String body, Status status) {
        STUB.stubFor(post(urlEqualTo(LOOKUP)).willReturn(okJson(body).withStatus(http)));
        SmsGateway gateway = kavenegar(Map.of("registered", "roshan-registered token=trackingCode"));
        assertThat(gateway.send(List.of(message(REGISTERED, Language.FA)))
                        .get(ID)
                        .status())
                .isEqualTo(status);
        STUB.verify(0, postRequestedFor(urlEqualTo(SEND_TO_KAVENEGAR)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KAVENEGAR | resgistered     | t token=trackingCode                  | resgistered is the text of no message; there are answer-already
            KAVENEGAR | registered-de   | t token=trackingCode                  | is the text of no message
            KAVENEGAR | registered      | token=trackingCode                    | does not begin with a name without blanks
            KAVENEGAR | registered      | t                                     | has no token
            KAVENEGAR | registered      | t trackingCode                        | has «trackingCode», which is no token=value
            KAVENEGAR | registered      | t token=code                          | has the unknown value code; there are company, restoreBy, trackingCode
            KAVENEGAR | registered      | t token4=trackingCode                 | has the unknown token token4
            KAVENEGAR | registered      | t token=restoreBy                     | which may have blanks: only token10 and token20
            KAVENEGAR | registered      | t token=trackingCode token=trackingCode | has the token token twice
            KAVENEGAR | crew-order      | t token=mapLink                       | has a link
            SMS_IR    | registered      | roshan CODE=trackingCode              | does not begin with the template's number
            GENERIC   | registered      | t token=trackingCode                  | needs roshan.sms.profile kavenegar or sms-ir
            """)
    void aSettingThatCannotBeMeantIsRefusedWithASentence(
            SmsSettings.Profile profile, String name, String written, String sentence) {
        assertThatThrownBy(() -> ServiceTemplates.of(profile, Map.of(name, written)))
                .isInstanceOf(UnusableServiceTemplate.class)
                .hasMessageContaining("roshan.sms.templates." + name)
                .hasMessageContaining(sentence);
    }

    @Test
    void everyTextCanHaveATemplateInEachLanguage() {
        for (String text : MessageTexts.facts().keySet())
            for (Language language : Language.values())
                assertThat(ServiceTemplates.of(
                                        SmsSettings.Profile.SMS_IR,
                                        Map.of(MessageFacts.wordingOf(text, language), "123456 C=company"))
                                .areThere())
                        .isTrue();
        assertThat(ServiceTemplates.of(
                                SmsSettings.Profile.KAVENEGAR,
                                Map.of("result.restored", "t token=trackingCode token10=restoredAt token20=cause"))
                        .areThere())
                .as("as a variable of the environment comes")
                .isTrue();
        assertThat(ServiceTemplates.of(SmsSettings.Profile.GENERIC, null).areThere())
                .isFalse();
    }
}
