package ir.roshan.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue of bad input of {@code safety.md}, sent to the door that anybody can reach: each item is refused by name and leaves nothing behind. */
class BadInputBehaviour extends RoshanServer {
    private static final String REQUESTS = "/api/v1/requests";
    private static final String MOBILE = "\"mobile\": \"09121234567\"";
    private static final String PLACE = "\"billId\": \"1234567804423\"";

    private static Arguments field(String name, String members, String field, String code) {
        return arguments(name, "{" + members + "}", field, code);
    }

    private static Arguments value(String name, String member, String value, String code) {
        String place = member.equals("billId") || member.equals("address") ? "" : ", " + PLACE;
        String mobile = member.equals("mobile") ? "" : ", " + MOBILE;
        return field(name, "\"" + member + "\": " + value + place + mobile, member, code);
    }

    static Stream<Arguments> faultyFields() {
        List<Arguments> all = new ArrayList<>(List.of(
                field("nothing at all", "", "mobile", "required"),
                field("no place", MOBILE, "billId", "required"),
                field("no place", MOBILE, "address", "required"),
                field("no mobile", PLACE, "mobile", "required"),
                field(
                        "an unknown member",
                        PLACE + "," + MOBILE + ",\"hazzard\": \"NONE\"",
                        "hazzard",
                        "unknown-member"),
                field(
                        "a member in the wrong case",
                        PLACE + "," + MOBILE + ",\"Hazard\": \"NONE\"",
                        "Hazard",
                        "unknown-member"),
                field("a member of ours", PLACE + "," + MOBILE + ",\"requestId\": 1", "requestId", "unknown-member"),
                value("a bill id with letters", "billId", "\"12345678044a3\"", "format"),
                value("a bill id that is too short", "billId", "\"12345\"", "format"),
                value("a bill id that is too long", "billId", "\"12345678044231\"", "format"),
                value("an empty bill id", "billId", "\"\"", "format"),
                value("zeros", "billId", "\"0000000000000\"", "format"),
                value("a wrong check digit", "billId", "\"2234322344613\"", "check-digit"),
                value("another wrong check digit", "billId", "\"9100074409151\"", "check-digit"),
                value("the water's bill id", "billId", "\"2050327604613\"", "service-type"),
                value("a number for the bill id", "billId", "1234567804423", "type"),
                value("null for the bill id", "billId", "null", "type"),
                value("an address that is too short", "address", "\"قم\"", "too-short"),
                value("an address of blanks", "address", "\"            \"", "too-short"),
                value("an address that is too long", "address", "\"" + "ب".repeat(501) + "\"", "too-long"),
                value("an address over several lines", "address", "\"قم\\nخیابان صفائیه\"", "characters"),
                value("an array for the address", "address", "[\"خیابان صفائیه\"]", "type"),
                value("an object for the address", "address", "{\"street\": \"خیابان صفائیه\"}", "type"),
                value("a mobile number that is too short", "mobile", "\"0912123456\"", "format"),
                value("a mobile number that is too long", "mobile", "\"091212345678\"", "format"),
                value("a telephone at home", "mobile", "\"02537700000\"", "format"),
                value("another country", "mobile", "\"+491711234567\"", "format"),
                value("an empty mobile", "mobile", "\"\"", "format"),
                value("two numbers", "mobile", "\"09121234567,09121234568\"", "format"),
                value("a number for the mobile", "mobile", "9121234567", "type"),
                value("a fullwidth digit", "mobile", "\"0912123456\uFF17\"", "format"),
                value("a wrong district", "district", "0", "range"),
                value("a district too many", "district", "100", "range"),
                value("a negative district", "district", "-1", "range"),
                value("a district beyond all numbers", "district", "99999999999999999999", "range"),
                value("half a district", "district", "1.5", "type"),
                value("a text for the district", "district", "\"1\"", "type"),
                value("true for the district", "district", "true", "type"),
                value("true as a text", "lifeSupport", "\"true\"", "type"),
                value("1 for true", "lifeSupport", "1", "type"),
                value("null for a flag", "lifeSupport", "null", "type"),
                value("an enum in the wrong case", "hazard", "\"wire_down\"", "unknown-value"),
                value("an enum with a blank", "hazard", "\"WIRE_DOWN \"", "unknown-value"),
                value("an enum of nothing", "hazard", "\"\"", "unknown-value"),
                value("an enum by number", "hazard", "1", "type"),
                value("another enum", "subscriberType", "\"PERSON\"", "unknown-value"),
                value("YES in small letters", "neighboursOut", "\"yes\"", "unknown-value"),
                value("true for YES", "neighboursOut", "true", "type"),
                value("another language", "language", "\"ar\"", "unknown-value"),
                value("a language in capitals", "language", "\"FA\"", "unknown-value"),
                value("a moment without offset", "outSince", "\"2026-11-23T08:00:00\"", "format"),
                value("a date", "outSince", "\"2026-11-23\"", "format"),
                value("an impossible day", "outSince", "\"2026-02-30T08:00:00Z\"", "format"),
                value("an impossible hour", "outSince", "\"2026-11-23T25:00:00Z\"", "format"),
                value("a Solar Hijri day", "outSince", "\"1405/09/02 14:30\"", "format"),
                value("an impossible Solar Hijri day", "outSince", "\"1404/12/30 14:30\"", "format"),
                value("a Solar Hijri year in ISO's form", "outSince", "\"1405-09-02T14:30:00+03:30\"", "range"),
                value("a year that no database holds", "outSince", "\"+999999999-12-31T23:59:59Z\"", "range"),
                value("a year before all years", "outSince", "\"-999999999-01-01T00:00:00Z\"", "range"),
                value("an empty moment", "outSince", "\"\"", "format"),
                value("milliseconds since 1970", "outSince", "1795420800000", "type"),
                value("a description that is too long", "description", "\"" + "ب".repeat(1001) + "\"", "too-long"),
                value("emoji beyond the length", "description", "\"" + "😀".repeat(1001) + "\"", "too-long"),
                value("a number for the description", "description", "7", "type")));
        // Each is refused in every free text, since each would spoil some screen, log or database behind it.
        Map<String, String> characters = Map.ofEntries(
                Map.entry("NUL", "\\u0000"),
                Map.entry("bell", "\\u0007"),
                Map.entry("escape", "\\u001b"),
                Map.entry("delete", "\\u007f"),
                Map.entry("a C1 control", "\\u0085"),
                Map.entry("left-to-right embedding", "\\u202a"),
                Map.entry("right-to-left embedding", "\\u202b"),
                Map.entry("pop directional formatting", "\\u202c"),
                Map.entry("left-to-right override", "\\u202d"),
                Map.entry("right-to-left override", "\\u202e"),
                Map.entry("left-to-right isolate", "\\u2066"),
                Map.entry("right-to-left isolate", "\\u2067"),
                Map.entry("first strong isolate", "\\u2068"),
                Map.entry("pop directional isolate", "\\u2069"),
                Map.entry("a lone high surrogate", "\\ud83d"),
                Map.entry("a lone low surrogate", "\\ude00"),
                Map.entry("the replacement character", "\\ufffd"));
        characters.forEach((name, character) -> {
            all.add(value(name, "address", "\"خیابان" + character + "صفائیه\"", "characters"));
            all.add(value(name, "description", "\"خیابان" + character + "صفائیه\"", "characters"));
            all.add(value(name, "hazard", "\"NONE" + character + "\"", "unknown-value"));
            // What nobody sees is no part of a number: address books put it there (InvisibleMarksTest).
            if (!character.matches("\\\\u20(2[a-e]|6[6-9])")) {
                all.add(value(name, "billId", "\"123456780" + character + "4423\"", "format"));
                all.add(value(name, "mobile", "\"0912123" + character + "4567\"", "format"));
                all.add(value(name, "outSince", "\"2026-11-23T08:00:00Z" + character + "\"", "format"));
            }
        });
        return all.stream();
    }

    @ParameterizedTest(name = "{0}: {2} {3}")
    @MethodSource("faultyFields")
    void aFaultyFieldIsNamed(String name, String body, String field, String code) {
        Map<String, Long> before = registered();

        Call.Answer answer = post(REQUESTS).json(body).send(400);

        assertThat(answer.at("/type")).isEqualTo("/problems/invalid-request");
        assertThat(answer.json().path("errors")).anySatisfy(error -> {
            assertThat(error.path("field").asText()).isEqualTo(field);
            assertThat(error.path("code").asText()).isEqualTo(code);
            assertThat(error.path("message").asText()).isNotBlank().isNotEqualTo(code);
        });
        assertNothingInternal(answer);
        assertThat(registered()).isEqualTo(before);
    }

    static Stream<Arguments> unreadableBodies() {
        String whole = "{" + PLACE + ", " + MOBILE + "}";
        return Stream.of(
                        arguments("nothing", ""),
                        arguments("a blank", " "),
                        arguments("null", "null"),
                        arguments("an array", "[]"),
                        arguments("the object in an array", "[" + whole + "]"),
                        arguments("a text", "\"" + "x" + "\""),
                        arguments("a number", "7"),
                        arguments("half an object", whole.substring(0, whole.length() - 1)),
                        arguments("two objects", whole + whole),
                        arguments("something after the object", whole + " x"),
                        arguments("single quotes", whole.replace('"', '\'')),
                        arguments("no quotes", "{billId: 1}"),
                        arguments("a comment", "/* x */" + whole),
                        arguments("a trailing comma", "{" + MOBILE + ",}"),
                        arguments("NaN", "{\"district\": NaN}"),
                        arguments("a raw NUL", "{" + PLACE + ", \"mobile\": \"0912\u00001234567\"}"),
                        arguments("a raw line break in a text", "{" + PLACE + ", \"description\": \"a\nb\"}"),
                        arguments("a name twice", "{" + PLACE + ", " + MOBILE + ", \"mobile\": \"09121234568\"}"),
                        arguments(
                                "a name twice, once escaped",
                                "{" + PLACE + ", " + MOBILE + ", \"\\u006dobile\": \"09121234568\"}"),
                        arguments("deep nesting", "{\"address\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"),
                        arguments("deep nesting of objects", "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000)),
                        arguments("a number of a thousand digits", "{\"district\": " + "9".repeat(2_000) + "}"),
                        arguments("a form", "billId=1234567804423&mobile=09121234567"),
                        arguments("XML", "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><x>&y;</x>"))
                .flatMap(one -> Stream.of(
                        arguments(one.get()[0], one.get()[1].toString().getBytes(UTF_8))));
    }

    static Stream<Arguments> bodiesThatAreNoUtf8() {
        String whole = "{" + PLACE + ", " + MOBILE + ", \"description\": \"é\"}";
        return Stream.of(
                arguments("Latin 1", whole.getBytes(ISO_8859_1)),
                arguments("UTF-16", whole.getBytes(UTF_16)),
                arguments("an overlong slash", bytes(whole, 0xC0, 0xAF)),
                arguments("an overlong NUL", bytes(whole, 0xC0, 0x80)),
                arguments("half a character", bytes(whole, 0xE2, 0x82)),
                arguments("a surrogate as UTF-8", bytes(whole, 0xED, 0xA0, 0x80)),
                arguments("beyond Unicode", bytes(whole, 0xF4, 0x90, 0x80, 0x80)),
                arguments("a byte that never occurs", bytes(whole, 0xFF)));
    }

    /** The text with the bytes in the place of its é. */
    private static byte[] bytes(String text, int... inserted) {
        byte[] before = text.substring(0, text.indexOf('é')).getBytes(UTF_8);
        byte[] after = text.substring(text.indexOf('é') + 1).getBytes(UTF_8);
        byte[] all = new byte[before.length + inserted.length + after.length];
        System.arraycopy(before, 0, all, 0, before.length);
        for (int i = 0; i < inserted.length; i++) all[before.length + i] = (byte) inserted[i];
        System.arraycopy(after, 0, all, before.length + inserted.length, after.length);
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"unreadableBodies", "bodiesThatAreNoUtf8"})
    void aBodyThatIsNoJsonObjectIsRefusedAsAWhole(String name, byte[] body) {
        Map<String, Long> before = registered();
        Call.Answer answer = post(REQUESTS).body("application/json", body).send(400);
        assertThat(answer.at("/type")).isEqualTo("/problems/malformed-json");
        assertNothingInternal(answer);
        assertThat(registered()).isEqualTo(before);
    }

    @Test
    void aMemberWhoseNameCannotBeShownIsRefusedAllTheSame() {
        for (String name : List.of("\\u0000", "\\u202emobile", "x".repeat(5_000), "😀".repeat(50), "{0}", "'")) {
            Call.Answer answer = post(REQUESTS)
                    .json("{" + PLACE + ", " + MOBILE + ", \"" + name + "\": 1}")
                    .send(400);
            assertThat(answer.at("/errors/0/code"))
                    .as(() -> name + " was answered " + answer.body())
                    .isEqualTo("unknown-member");
            assertThat(answer.body().length()).as(answer.body()).isLessThan(2_000);
            assertThat(answer.body()).doesNotContain("\u202e", "\u0000");
        }
        post(REQUESTS).json("{" + PLACE + ", " + MOBILE + ", \"\\ud800\": 1}").send(400);
    }

    @Test
    void aThousandUnknownMembersDoNotComeBackAThousandfold() {
        StringBuilder body = new StringBuilder("{" + MOBILE);
        for (int i = 0; i < 5_000; i++) body.append(",\"m").append(i).append("\":1");
        Call.Answer answer = post(REQUESTS).json(body + "}").send(400);
        assertThat(answer.body().length()).isLessThan(10_000);
    }

    @Test
    void aReportInTheFutureOrLongAgoIsRefused() {
        Map<String, Long> before = registered();
        assertThat(post(REQUESTS)
                        .json("{" + PLACE + "," + MOBILE + ",\"outSince\":\"" + minutesFromNow(10) + "\"}")
                        .send(400)
                        .at("/errors/0/code"))
                .isEqualTo("in-future");
        assertThat(post(REQUESTS)
                        .json("{" + PLACE + "," + MOBILE + ",\"outSince\":\""
                                + clock.instant().minus(Duration.ofDays(7).plusMinutes(1)) + "\"}")
                        .send(400)
                        .at("/errors/0/code"))
                .isEqualTo("too-old");
        assertThat(registered()).isEqualTo(before);
    }

    @Test
    void allFaultyFieldsAreToldAtOnceAndInTheCallersLanguage() {
        String body = """
                {"billId": "2234322344613", "address": "قم", "mobile": "12", "district": 0, "subscriberType": "x",
                 "description": "a\\u0000b", "hazard": "none", "lifeSupport": "true", "neighboursOut": "no",
                 "outSince": "yesterday", "language": "de", "extra": 1}
                """;
        Call.Answer persian = post(REQUESTS).json(body).send(400);
        Call.Answer english = post(REQUESTS).inEnglish().json(body).send(400);

        assertThat(english.json().path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder(
                        "billId",
                        "address",
                        "mobile",
                        "district",
                        "subscriberType",
                        "description",
                        "hazard",
                        "lifeSupport",
                        "neighboursOut",
                        "outSince",
                        "language",
                        "extra");
        assertThat(english.at("/title")).isEqualTo("The request has faulty fields");
        assertThat(english.at("/detail")).contains("12 fields");
        assertThat(persian.at("/title")).isEqualTo("برخی از فیلدها درست نیست");
        assertThat(persian.at("/detail")).contains("۱۲ فیلد");
        assertThat(persian.json().path("errors").findValuesAsText("message"))
                .allSatisfy(message -> assertThat(message).containsPattern("[\\u0600-\\u06FF]"));
        assertThat(english.json().path("errors").findValuesAsText("message"))
                .allSatisfy(message -> assertThat(message).doesNotContainPattern("[\\u0600-\\u06FF]"));
    }

    static Stream<Arguments> acceptedFields() {
        return Stream.of(
                arguments("Persian digits", "billId", "۱۲۳۴۵۶۷۸۰۴۴۲۳", "1234567804423"),
                arguments("Arabic digits", "billId", "١٢٣٤٥٦٧٨٠٤٤٢٣", "1234567804423"),
                arguments("leading zeros", "billId", "0000000104426", "104426"),
                arguments("a grouped bill id", "billId", "9174 6395-04124", "9174639504124"),
                arguments("Persian digits", "mobile", "۰۹۱۲۱۲۳۴۵۶۷", "09121234567"),
                arguments("Arabic digits", "mobile", "٠٩١٢١٢٣٤٥٦٧", "09121234567"),
                arguments("+98", "mobile", "+989121234567", "09121234567"),
                arguments("0098", "mobile", "00989121234567", "09121234567"),
                arguments("blanks and hyphens", "mobile", "0912 123-45 67", "09121234567"),
                arguments("Arabic letters", "address", "خيابان كاشاني", "خیابان کاشانی"),
                arguments("tatweel", "address", "خیـــابان صفائیه", "خیابان صفائیه"),
                arguments("outer blanks", "address", "  خیابان صفائیه  ", "خیابان صفائیه"),
                arguments("a zero-width non-joiner", "address", "خیابان می‌دان", "خیابان می‌دان"),
                arguments("emoji", "description", "برق نیست 😡🔦", "برق نیست 😡🔦"),
                arguments("an emoji of several", "description", "👨‍👩‍👧", "👨‍👩‍👧"),
                arguments("several lines", "description", "یک\\nدو\\tسه", "یک\nدو\tسه"),
                arguments("Latin digits of a description", "description", "پلاک ۱۲", "پلاک 12"),
                arguments("markup", "description", "<script>alert(1)</script>", "<script>alert(1)</script>"),
                arguments("an expression", "description", "${7*7} #{1} {{7*7}}", "${7*7} #{1} {{7*7}}"),
                arguments("a formula", "description", "=HYPERLINK(1)", "=HYPERLINK(1)"),
                arguments(
                        "SQL",
                        "description",
                        "'; DROP TABLE restoration_request; --",
                        "'; DROP TABLE restoration_request; --"),
                arguments("a thousand emoji", "description", "😀".repeat(1000), "😀".repeat(1000)),
                arguments("five hundred emoji", "address", "😀".repeat(500), "😀".repeat(500)));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("acceptedFields")
    void whatPeopleTypeIsTakenAndStoredInOneSpelling(String name, String member, String typed, String stored) {
        String place = member.equals("billId") || member.equals("address") ? "" : ", " + placeOfItsOwn();
        String mobile = member.equals("mobile") ? "" : ", " + mobileOfItsOwn();
        String code = post(REQUESTS)
                .json("{\"" + member + "\": \"" + typed + "\"" + place + mobile + "}")
                .send(201)
                .at("/trackingCode");
        Call.Answer shown = get("/api/v1/operations/requests/{trackingCode}", code)
                .as("manager")
                .send(200);
        assertThat(shown.at("/" + member)).isEqualTo(stored);
    }

    /** What is the same as an open report registers nothing. */
    private static String placeOfItsOwn() {
        return "\"billId\": \"" + unknownBillId() + "\"";
    }

    private static String mobileOfItsOwn() {
        return "\"mobile\": \"" + anotherMobile() + "\"";
    }

    @Test
    void anEmptyDescriptionIsNone() {
        String code = post(REQUESTS)
                .json("{" + placeOfItsOwn() + ", " + MOBILE + ", \"description\": \"  \"}")
                .send(201)
                .at("/trackingCode");
        Call.Answer shown = get("/api/v1/operations/requests/{trackingCode}", code)
                .as("manager")
                .send(200);
        assertThat(shown.json().has("description")).isFalse();
    }

    @Test
    void aMomentInAnotherOffsetIsTheSameMoment() {
        String moment = clock.instant()
                .minusSeconds(3_600)
                .atOffset(java.time.ZoneOffset.ofHoursMinutes(3, 30))
                .toString();
        post(REQUESTS)
                .json("{" + placeOfItsOwn() + ", " + MOBILE + ", \"outSince\": \"" + moment + "\"}")
                .send(201);
    }
}
