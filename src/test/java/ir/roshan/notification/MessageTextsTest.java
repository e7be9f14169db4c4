package ir.roshan.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.text.MobileNumber;
import ir.roshan.text.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Bidi;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every message in every wording, in both languages. Long because it holds the wording of every message, one after another. */
class MessageTextsTest {
    private static final String CODE = "180259433142";
    private static final String OUTAGE = "1405-000017";
    private static final MobileNumber NUMBER = new MobileNumber("09121234567");
    private static final String MAP = "https://www.openstreetmap.org/?mlat=34.64010&mlon=50.87640&zoom=17";
    private static final Instant NOON = SolarHijri.parseMoment("1405/09/02 12:00");
    private static final Instant AFTERNOON = SolarHijri.parseMoment("1405/09/02 14:30");
    /** The longest name of any of the country's distribution companies, and a translation to match. */
    private static final CompanySettings LONGEST_NAME = new CompanySettings(
            "شرکت توزیع نیروی برق استان کهگیلویه و بویراحمد",
            "Kohgiluyeh and Boyer-Ahmad Province Electricity Distribution Company",
            null);

    private static final String STOP = "https://my.qepd.co.ir/s/Qe-4TzX0a_1k";
    private static final PlanLine.Hours OTHER =
            new PlanLine.Hours(NOON.minus(Duration.ofHours(3)), AFTERNOON.minus(Duration.ofHours(3)));

    private static PlanLine line(String place, PlanLine.Hours instead, boolean cancelled) {
        return new PlanLine(place, NOON, AFTERNOON, true, instead, cancelled);
    }

    private static final List<AnswerWording> ABOUT_NO_REQUEST = List.of(
            AnswerWording.UNKNOWN_BILL,
            AnswerWording.UNKNOWN_CODE,
            AnswerWording.STOPPED,
            AnswerWording.TOO_MANY,
            AnswerWording.HELP,
            AnswerWording.FAILED);

    private static final String LONG_REASON = "تعمیرات اساسی و تعویض تجهیزات پست و فیدر ".repeat(10);

    @TempDir
    private Path own;

    @ParameterizedTest
    @MethodSource("everyMessageInEveryLanguage")
    void everyTextStaysWithinThreeParts(Message message, Language language) {
        assertThat(SmsLength.partsOf(texts(null, LONGEST_NAME).render(message, language)))
                .isBetween(1, 3);
        assertThat(SmsLength.partsOf(texts().render(message, language))).isBetween(1, 3);
    }

    /** Each part is paid for. Three have what carries two moments and free text, or a fee and how to object to it. */
    @Test
    void noMessageTakesMorePartsThanItNeeds() {
        Map<Message, Integer> parts = new LinkedHashMap<>();
        for (Message message : List.of(
                new Message.Registered(CODE, AFTERNOON),
                new Message.PlannedChanged(CODE, AFTERNOON, null),
                new Message.PlannedChanged(CODE, AFTERNOON, "PROBABLE"),
                new Message.PlannedCancelled(CODE, AFTERNOON),
                new Message.CrewDispatched(CODE, AFTERNOON),
                new Message.Estimate(CODE, AFTERNOON),
                new Message.EstimateChanged(CODE, AFTERNOON),
                new Message.Late(CODE, AFTERNOON),
                new Message.Withdrawn(CODE),
                new Message.CallAgain(CODE),
                new Message.MobileCode("482910", "@outages.qepd.co.ir #482910"),
                answer(AnswerWording.REGISTERED, null, null, null),
                answer(AnswerWording.ALREADY, "IN_PLANNED_OUTAGE", AFTERNOON, null),
                answer(AnswerWording.STATE, "RESTORING", AFTERNOON, null),
                result(AnnouncedOutcome.PLANNED_OUTAGE_OVER, AFTERNOON, null, null),
                result(AnnouncedOutcome.SUPPLY_FOUND_ON, null, null, null))) parts.put(message, 2);
        for (AnswerWording wording : ABOUT_NO_REQUEST) parts.put(new Message.Answer(wording), 2);
        for (String cause : Words.PERSIAN.list("cause").keySet())
            parts.put(result(AnnouncedOutcome.RESTORED, AFTERNOON, cause, null), 2);
        for (Message message : List.of(
                new Message.PlanAhead(List.of(line("خانه", null, false)), STOP),
                new Message.PlanAheadCancelled(List.of(line("خانه", null, true)), STOP),
                new Message.PlanSoon(List.of(line("خانه", null, false)), STOP))) parts.put(message, 2);
        parts.put(new Message.PlanAheadChanged(List.of(line("خانه", OTHER, false)), STOP), 3);
        parts.put(new Message.Planned(CODE, NOON, AFTERNOON, null, "تعمیرات"), 3);
        parts.put(result(AnnouncedOutcome.CUSTOMER_SIDE_FAULT, null, null, 1_500_000L), 3);
        // What a crew is told is cut to three, in a test of its own.
        assertThat(parts.keySet().stream().map(Message::kind))
                .containsAll(EnumSet.complementOf(EnumSet.of(MessageKind.CREW_ORDER, MessageKind.ON_CALL)));
        assertThat(parts.keySet())
                .allSatisfy(message -> assertThat(SmsLength.partsOf(texts().render(message, Language.FA)))
                        .isEqualTo(parts.get(message)));
    }

    @ParameterizedTest
    @MethodSource("everyMessageInEveryLanguage")
    void everyTextTellsTheTrackingCodeAndLeavesNoGap(Message message, Language language) {
        assertThat(texts().render(message, language))
                .contains("1802-5943-3142")
                .doesNotContain("{", "}", "null", "\n\n")
                .isEqualTo(texts().render(message, language).strip());
    }

    @ParameterizedTest
    @MethodSource("everyMessageInEveryLanguage")
    void whatAPhoneShowsIsInReadingOrder(Message message, Language language) {
        for (String line : texts().render(message, language).split("\n")) {
            Bidi order = new Bidi(line, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
            assertThat(order.baseIsLeftToRight()).as(line).isEqualTo(language == Language.EN);
            int code = line.indexOf("1802-5943-3142");
            if (code >= 0) assertThat(shown(order, line)).contains("1802-5943-3142");
        }
    }

    @Test
    void withoutItsMarksTheCodeWouldBeShownInReverse() {
        String line = "کد رهگیری: 1802-5943-3142";
        assertThat(shown(new Bidi(line, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT), line))
                .doesNotContain("1802-5943-3142")
                .contains("3142-5943-1802");
    }

    @ParameterizedTest
    @MethodSource("everyMessageInEveryLanguage")
    void persianHasPersianDigitsAndLettersAndEnglishIsCheapToSend(Message message, Language language) {
        String text = texts().render(message, language).replace("1802-5943-3142", "");
        if (language == Language.FA) assertThat(text).doesNotContainPattern("[0-9A-Za-zيك]");
        else if (!text.contains("Reason")) assertThat(text).matches("[\n -Z_a-z]*");
    }

    @Test
    void registered() {
        assertThat(texts().render(new Message.Registered(CODE, AFTERNOON), Language.FA))
                .isEqualTo("""
                        درخواست رفع خاموشی شما ثبت شد.
                        کد رهگیری: \u200E1802-5943-3142\u200E
                        مهلت رفع طبق توافقنامه: ۱۴۰۵/۰۹/۰۲ ساعت ۱۴:۳۰
                        توزیع برق استان قم""");
        assertThat(texts().render(new Message.Registered("1802-5943-3142", null), Language.EN))
                .isEqualTo("""
                        Qom Province Electricity Distribution Company
                        Your power outage request is registered.
                        Tracking code: 1802-5943-3142
                        To follow it: our website, or call 121""");
    }

    @Test
    void whoWritesAnSmsIsToldWhereTheRequestStands() {
        assertThat(texts().render(answer(AnswerWording.STATE, "CLOSED", null, "RESTORED"), Language.FA))
                .isEqualTo("""
                        کد رهگیری: \u200E1802-5943-3142\u200E
                        درخواست پایان یافت
                        خاموشی برطرف شد""");
        for (AnswerWording wording : ABOUT_NO_REQUEST)
            for (Language language : Language.values())
                assertThat(texts().render(new Message.Answer(wording), language))
                        .doesNotContain("{", "null");
        assertThat(texts().render(new Message.Answer(AnswerWording.HELP), Language.FA))
                .contains("خطر", "۱۲۱");
    }

    @Test
    void plannedOutageWithoutAnEndSaysSoAndWithoutAReasonGivesNone() {
        assertThat(texts().render(new Message.Planned(CODE, NOON, null, null, null), Language.FA))
                .contains("شروع: ۱۴۰۵/۰۹/۰۲ ساعت ۱۲:۰۰\nپایان: هنوز اعلام نشده است\n")
                .doesNotContain("علت");
        assertThat(texts().render(new Message.Planned(CODE, NOON, AFTERNOON, null, "new transformer"), Language.EN))
                .contains("From: 1405/09/02 12:00\nTo: 1405/09/02 14:30\nReason: new transformer\n");
    }

    @Test
    void anEndThatIsOnlyLikelyIsToldSo() {
        assertThat(texts().render(new Message.Planned(CODE, NOON, AFTERNOON, "PROBABLE", null), Language.FA))
                .contains("پایان: ۱۴۰۵/۰۹/۰۲ ساعت ۱۴:۳۰\nپایان احتمالی است.\n");
        assertThat(texts().render(new Message.PlannedChanged(CODE, AFTERNOON, "PROBABLE"), Language.EN))
                .contains("probable, not certain");
        assertThat(texts().render(new Message.PlannedCancelled(CODE, AFTERNOON), Language.FA))
                .contains("لغو شد", "مهلت رفع: ۱۴۰۵/۰۹/۰۲ ساعت ۱۴:۳۰");
    }

    @Test
    void aLongReasonIsCutAtAWordToWhatFits() {
        String text = texts().render(new Message.Planned(CODE, NOON, AFTERNOON, null, LONG_REASON), Language.FA);
        assertThat(SmsLength.partsOf(text)).isEqualTo(3);
        assertThat(reasonIn(text, "علت: ")).endsWith("...").hasSizeGreaterThan(15);
        assertThat(LONG_REASON).startsWith(reasonIn(text, "علت: ").replace("...", "") + " ");
        assertThat(reasonIn(
                        texts().render(new Message.Planned(CODE, NOON, AFTERNOON, null, LONG_REASON), Language.EN),
                        "Reason: "))
                .endsWith("...")
                .hasSizeGreaterThan(15);
    }

    @Test
    void aReasonCanNeitherBreakTheLineNorTurnTheText() {
        String reason = " تعویض\r\n کابل\u202E \u0000 {company} $1 \uD800 ";
        assertThat(reasonIn(
                        texts().render(new Message.Planned(CODE, NOON, AFTERNOON, null, reason), Language.FA), "علت: "))
                .isEqualTo("تعویض کابل {company} $۱");
        assertThat(texts().render(new Message.Planned(CODE, NOON, AFTERNOON, null, "\u202E\n"), Language.FA))
                .doesNotContain("علت");
        assertThat(texts().render(new Message.Planned(CODE, NOON, AFTERNOON, null, "ا".repeat(1000)), Language.FA))
                .doesNotContain("علت");
    }

    @Test
    void resultTellsCauseAndFeeWhereTheyAreKnown() {
        assertThat(texts().render(result(AnnouncedOutcome.RESTORED, AFTERNOON, "TREE", null), Language.FA))
                .contains("زمان: ۱۴۰۵/۰۹/۰۲ ساعت ۱۴:۳۰\nعلت: برخورد درخت\n");
        assertThat(texts().render(result(AnnouncedOutcome.RESTORED, AFTERNOON, "OTHER", null), Language.FA))
                .doesNotContain("علت");
        assertThat(texts().render(result(AnnouncedOutcome.CUSTOMER_SIDE_FAULT, null, null, 1_500_000L), Language.FA))
                .contains("هزینهٔ خدمت: ۱٬۵۰۰٬۰۰۰ ریال\n");
        assertThat(texts().render(result(AnnouncedOutcome.CUSTOMER_SIDE_FAULT, null, null, 0L), Language.FA))
                .contains("هزینهٔ خدمت: رایگان\n");
        assertThat(texts().render(result(AnnouncedOutcome.CUSTOMER_SIDE_FAULT, null, null, null), Language.EN))
                .doesNotContain("Fee");
        assertThat(texts().render(result(AnnouncedOutcome.CUSTOMER_SIDE_FAULT, null, null, 1_500_000L), Language.EN))
                .contains("Fee: 1,500,000 rials\n");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyCauseOfTheContractButOtherHasItsWords(Language language) throws IOException {
        Matcher causes = Pattern.compile("cause: \\{type: string, enum: \\[([A-Z_, ]+)]}")
                .matcher(Files.readString(Path.of("docs/api/openapi.yaml")));
        assertThat(causes.find()).isTrue();
        List<String> named = Arrays.stream(causes.group(1).split(", "))
                .filter(cause -> !cause.equals("OTHER"))
                .toList();
        assertThat(named)
                .hasSizeGreaterThan(5)
                .allSatisfy(cause -> assertThat(
                                texts().render(result(AnnouncedOutcome.RESTORED, AFTERNOON, cause, null), language))
                        .containsPattern("(علت|Cause): \\S"));
    }

    @Test
    void aCrewIsToldWhereWhatAndWhomToCall() {
        assertThat(texts().render(
                                new Message.CrewOrder(
                                        OUTAGE, "WIRE_DOWN", "TRANSFORMER", "T-12", null, null, null, 12, MAP),
                                Language.FA))
                .isEqualTo("""
                        دستور رفع خاموشی \u200E1405-000017\u200E
                        محل: پست توزیع \u200ET-12\u200E
                        خطر: سیم پاره یا افتاده
                        گزارش‌ها: ۱۲
                        %s""".formatted(MAP));
        assertThat(texts().render(
                                new Message.CrewOrder(
                                        OUTAGE, null, null, null, "قم، کوچه 12، پست T-12", "T-12", NUMBER, null, null),
                                Language.FA))
                .isEqualTo("""
                        دستور رفع خاموشی \u200E1405-000017\u200E
                        نشانی: قم، کوچه ۱۲، پست T-12
                        پست توزیع: \u200ET-12\u200E
                        تلفن مشترک: 09121234567""");
    }

    @ParameterizedTest
    @MethodSource("longOrders")
    void anOrderKeepsToThreePartsAndGivesUpTheLeastFirst(
            Message.CrewOrder order, List<String> kept, List<String> lost) {
        for (Language language : Language.values()) {
            String text = texts(null, LONGEST_NAME).render(order, language);
            assertThat(SmsLength.partsOf(text)).isBetween(1, 3);
            if (language == Language.FA) assertThat(text).contains(kept).doesNotContain(lost);
        }
    }

    /** Whoever is on call reads it half asleep: where nothing is known but the transformer and the report, it costs two parts. */
    @Test
    void ofADangerInPlanWhoeverIsOnCallReadsWhereItIsEvenWhereNoStreetIsKnown() {
        Message.OnCallDanger danger = new Message.OnCallDanger(3, CODE, "WIRE_DOWN", "T-1234", null, NOON, null);
        assertThat(texts().render(danger, Language.FA).replace("\u200E", "")).isEqualTo("""
                خطر بی‌پاسخ: سیم پاره یا افتاده
                خاموشی با برنامه، مدیریت ۳
                پست توزیع: T-1234
                کد: 1802-5943-3142
                مهلت رسیدگی: ۱۴۰۵/۰۹/۰۲ ساعت ۱۲:۰۰""");
        assertThat(SmsLength.partsOf(texts().render(danger, Language.FA))).isEqualTo(2);
        Message.OnCallDanger more =
                new Message.OnCallDanger(3, CODE, "WIRE_DOWN", "T-1234", "خیابان شهید بهشتی، کوچهٔ چهاردهم", NOON, 12);
        assertThat(texts().render(more, Language.FA).replace("\u200E", ""))
                .contains("\nپست توزیع: T-1234\nنشانی: خیابان شهید بهشتی، کوچهٔ چهاردهم\n")
                .endsWith("\nو ۱۲ مورد اضطراری دیگر");
        assertThat(texts().render(danger, Language.EN))
                .contains("\nTransformer: T-1234\nTracking code: 1802-5943-3142\n");
    }

    static Stream<Arguments> longOrders() {
        String longest = "کد".repeat(32);
        String address = "استان قم، بخش مرکزی، خیابان شهید بهشتی، کوچه چهاردهم، پلاک ".repeat(8);
        String map = "https://" + "m".repeat(92);
        return Stream.of(
                // The address gets the room of the transformer, and is cut to what there is.
                Arguments.of(
                        new Message.CrewOrder(OUTAGE, "ELECTRIC_SHOCK", null, null, address, "T-12", NUMBER, null, MAP),
                        List.of("برق‌گرفتگی", "استان قم، بخش مرکزی", "...", "09121234567", MAP),
                        List.of("پست توزیع")),
                // A code of the network that nobody could read out is told before how many wait, and before an address.
                Arguments.of(
                        new Message.CrewOrder(
                                OUTAGE, "ELECTRIC_SHOCK", "SUBSTATION", longest, address, longest, null, 5000, MAP),
                        List.of("برق‌گرفتگی", longest, MAP),
                        List.of("گزارش‌ها", "نشانی", "پست توزیع:")),
                Arguments.of(
                        new Message.CrewOrder(
                                OUTAGE, "ELECTRIC_SHOCK", "SUBSTATION", longest, address, longest, NUMBER, 5, map),
                        List.of("برق‌گرفتگی", longest, "09121234567"),
                        List.of("گزارش‌ها", "نشانی", "https")));
    }

    @Test
    void whatIsToldAheadNamesEachPlaceAndHowToStopIt() {
        assertThat(texts().render(
                                new Message.PlanAheadChanged(
                                        List.of(
                                                line("خانه", OTHER, false),
                                                line("Work 12", null, false),
                                                line("باشگاه", null, true)),
                                        STOP),
                                Language.FA))
                .isEqualTo("""
                    تغییر برنامهٔ خاموشی:
                    دوشنبه ۱۴۰۵/۰۹/۰۲
                    Work ۱۲: ۱۲:۰۰ تا ۱۴:۳۰ (احتمالی)
                    باشگاه: ۱۲:۰۰ تا ۱۴:۳۰ لغو شد
                    خانه: ۱۲:۰۰ تا ۱۴:۳۰ (احتمالی) (به جای ۰۹:۰۰ تا ۱۱:۳۰)
                    لغو پیام: %s
                    توزیع برق استان قم""".formatted(STOP));
        assertThat(texts().render(new Message.PlanAheadCancelled(List.of(line("خانه", null, true)), null), Language.FA))
                .isEqualTo("""
                    لغو خاموشی با برنامه:
                    دوشنبه ۱۴۰۵/۰۹/۰۲
                    خانه: ۱۲:۰۰ تا ۱۴:۳۰
                    لغو پیام: تماس با ۱۲۱
                    توزیع برق استان قم""");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void tenPlacesHaveRoomInOneMessageAndMoreAreCounted(Language language) {
        List<PlanLine> ten = new ArrayList<>();
        for (int i = 0; i < 10; i++)
            ten.add(line(i + " " + (language == Language.FA ? "خانه " : "House ").repeat(5), null, false));
        String text = texts(null, LONGEST_NAME).render(new Message.PlanAhead(ten, STOP), language);
        assertThat(SmsLength.partsOf(text)).isBetween(1, PlanLines.MOST_PARTS);
        assertThat(text).contains(STOP);
        for (int i = 0; i < 10; i++)
            assertThat(text)
                    .containsPattern("(?m)^"
                            + (language == Language.FA ? String.valueOf((char) ('۰' + i)) : String.valueOf(i)) + " ");
        List<PlanLine> many = new ArrayList<>();
        for (int i = 0; i < 5; i++) many.addAll(ten);
        String short_ = texts(null, LONGEST_NAME).render(new Message.PlanAhead(many, STOP), language);
        assertThat(SmsLength.partsOf(short_)).isBetween(1, PlanLines.MOST_PARTS);
        assertThat(short_)
                .contains(STOP)
                .containsPattern(language == Language.FA ? "و [۰-۹]+ مورد دیگر" : "and \\d+ more");
    }

    /** The name is the subscriber's own, and yet somebody else may read the message. */
    @Test
    void noNameOfAPlaceIsALink() {
        String text = texts().render(
                        new Message.PlanAhead(
                                List.of(line("evil.ir", null, false), line("t.me/x\nخانه", null, false)), STOP),
                        Language.FA);
        assertThat(text.replace(STOP, "")).contains("محل شما: ", "خانه").doesNotContain("evil", "t.me", "{");
    }

    @Test
    void withdrawalSaysThatNoCompensationIsPaid() {
        assertThat(texts().render(new Message.Withdrawn(CODE), Language.FA)).contains("غرامتی پرداخت نمی‌شود");
        assertThat(texts().render(new Message.Withdrawn(CODE), Language.EN)).contains("no compensation is paid");
    }

    @ParameterizedTest
    @MethodSource("results")
    void everyResultSaysHowToObject(Message result) {
        assertThat(texts().render(result, Language.FA)).contains("سایت", "۱۲۱");
        assertThat(texts().render(result, Language.EN)).contains("website", "121");
    }

    @Test
    void aCompanySignsWithItsShortNameAndElseWithItsName() {
        String name = "شرکت توزیع نیروی برق تهران بزرگ";
        assertThat(texts(null, new CompanySettings(name, null, " توزیع برق تهران "))
                        .render(new Message.CallAgain(CODE), Language.FA))
                .endsWith("\nتوزیع برق تهران");
        assertThat(texts(null, new CompanySettings(name, null, " ")).render(new Message.CallAgain(CODE), Language.FA))
                .endsWith("\n" + name);
    }

    @Test
    void aCompanyWithoutAnEnglishNameIsNotCalledByAnothers() {
        CompanySettings tehran = new CompanySettings("شرکت توزیع نیروی برق تهران بزرگ", null, null);
        MessageTexts texts = texts(null, tehran);
        assertThat(texts.render(new Message.Withdrawn(CODE), Language.FA)).endsWith("شرکت توزیع نیروی برق تهران بزرگ");
        assertThat(texts.render(new Message.Withdrawn(CODE), Language.EN))
                .doesNotContain("Qom", "Company")
                .endsWith("withdrawal.");
    }

    @Test
    void theCompanysOwnTextWins() throws IOException {
        write("fa/withdrawn.txt", "\uFEFFانصراف شما ثبت شد: {trackingCode}\r\n{company}\r\n");
        write("fa/words.properties", "cause.TREE=افتادن درخت");
        MessageTexts texts = texts(own, company());
        assertThat(texts.render(new Message.Withdrawn(CODE), Language.FA))
                .isEqualTo("انصراف شما ثبت شد: \u200E1802-5943-3142\u200E\nتوزیع برق استان قم");
        assertThat(texts.render(result(AnnouncedOutcome.RESTORED, null, "TREE", null), Language.FA))
                .contains("علت: افتادن درخت");
        assertThat(texts.render(result(AnnouncedOutcome.RESTORED, null, "THEFT", null), Language.FA))
                .contains("علت: سرقت تجهیزات");
        assertThat(texts.render(new Message.Withdrawn(CODE), Language.EN)).contains("compensation");
    }

    @Test
    void anUnknownPlaceholderStopsTheStart() throws IOException {
        write("fa/withdrawn.txt", "{trackingCode} {restoreBy}");
        assertThatThrownBy(() -> texts(own, company()))
                .isInstanceOf(UnusableTemplate.class)
                .hasMessage("the message template fa/withdrawn.txt has the unknown placeholder {restoreBy};"
                        + " it may use company, trackingCode");
    }

    @Test
    void otherSlipsStopTheStartToo() throws IOException {
        refuses("fa/withdrawn.txt", "کد {trackingCode", "brace");
        refuses("fa/withdrawn.txt", " \n", "is empty");
        refuses("fa/withdrawn.txt", "x".repeat(500), "longer than 3 SMS parts");
        refuses("en/withdrawn.txt", "a".repeat(450) + " {trackingCode}", "longer than 3 SMS parts");
        refuses("fa/whitdrawn.txt", "{trackingCode}", "is the text of no message");
        refuses("fa/words.properties", "cause.TREES=x", "unknown word cause.TREES");
        Files.createDirectories(own.resolve("fa"));
        Files.write(own.resolve("fa/withdrawn.txt"), "é".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> texts(own, company())).hasMessageContaining("fa/withdrawn.txt is not UTF-8");
        assertThatThrownBy(() -> texts(own.resolve("nowhere"), company())).hasMessageContaining("does not exist");
    }

    @Test
    void partsAreCountedAsTheNetworkCountsThem() {
        assertThat(SmsLength.partsOf("a".repeat(160))).isEqualTo(1);
        assertThat(SmsLength.partsOf("a".repeat(161))).isEqualTo(2);
        assertThat(SmsLength.partsOf("a".repeat(459))).isEqualTo(3);
        assertThat(SmsLength.partsOf("a".repeat(460))).isEqualTo(4);
        assertThat(SmsLength.partsOf("€".repeat(80))).isEqualTo(1);
        assertThat(SmsLength.partsOf("€".repeat(81))).isEqualTo(2);
        assertThat(SmsLength.partsOf("ب".repeat(70))).isEqualTo(1);
        assertThat(SmsLength.partsOf("ب".repeat(71))).isEqualTo(2);
        assertThat(SmsLength.partsOf("ب".repeat(201))).isEqualTo(3);
        assertThat(SmsLength.partsOf("ب".repeat(202))).isEqualTo(4);
    }

    /** Nothing that a stranger or a list says becomes a link in the company's own message; the map's link is the company's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/x",
                "t.me/evil",
                "www.evil.com",
                "evil.ir",
                "evil．ir/پرداخت",
                "evil\u200C.\u200Bir",
                "ev\u200Bil%2Eir/x",
                "a@evil.ir",
                "۱۰.۰.۰.۱/x",
                "بانک.evil.ایران/x"
            })
    void whatStrangersSayGoesOutWithoutLinks(String link) {
        for (Language language : Language.values()) {
            String order = texts().render(
                            new Message.CrewOrder(
                                    OUTAGE,
                                    "WIRE_DOWN",
                                    "TRANSFORMER",
                                    "T-1 " + link,
                                    "خ. امام، " + link + " پ. 12",
                                    link,
                                    NUMBER,
                                    5,
                                    "https://map.example/34.6,50.8"),
                            language);
            assertThat(order).contains("خ. امام،", "https://map.example/34.6,50.8", "T-1", NUMBER.value());
            String planned = texts().render(
                            new Message.Planned(
                                    CODE, Instant.EPOCH, Instant.EPOCH.plusSeconds(60), null, "تعمیرات " + link),
                            language);
            assertThat(planned).contains("تعمیرات");
            String onlyLink = texts().render(
                            new Message.Planned(CODE, Instant.EPOCH, Instant.EPOCH.plusSeconds(60), null, link),
                            language);
            for (String text : List.of(order.replace("https://map.example/34.6,50.8", ""), planned, onlyLink))
                assertThat(java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC)
                                .replaceAll("[\\u200B\\u200C]", ""))
                        .doesNotContain("evil", "://", "www", "@", "t.me", "۱۰.", "10.");
        }
    }

    private void refuses(String file, String text, String why) throws IOException {
        write(file, text);
        assertThatThrownBy(() -> texts(own, company()))
                .isInstanceOf(UnusableTemplate.class)
                .hasMessageContaining(file)
                .hasMessageContaining(why);
        Files.delete(own.resolve(file));
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(own.resolve(file).getParent());
        Files.writeString(own.resolve(file), text);
    }

    /** The characters from left to right, as a screen has them. */
    private static String shown(Bidi order, String line) {
        byte[] levels = new byte[line.length()];
        Character[] characters = new Character[line.length()];
        for (int i = 0; i < line.length(); i++) {
            levels[i] = (byte) order.getLevelAt(i);
            characters[i] = line.charAt(i);
        }
        Bidi.reorderVisually(levels, 0, characters, 0, characters.length);
        return Arrays.stream(characters).map(String::valueOf).collect(Collectors.joining());
    }

    private static String reasonIn(String text, String label) {
        return text.lines()
                .filter(line -> line.startsWith(label))
                .map(line -> line.substring(label.length()))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Message> results() {
        return Stream.of(AnnouncedOutcome.values())
                .map(outcome -> result(outcome, AFTERNOON, "THIRD_PARTY_DAMAGE", 999_999_999L));
    }

    static Stream<Arguments> everyMessageInEveryLanguage() {
        List<Message> messages = new ArrayList<>(List.of(
                new Message.Registered(CODE, AFTERNOON),
                new Message.Registered(CODE, null),
                new Message.Planned(CODE, NOON, AFTERNOON, null, LONG_REASON),
                new Message.Planned(CODE, NOON, AFTERNOON, null, "تعمیرات"),
                new Message.Planned(CODE, NOON, null, null, null),
                new Message.Planned(CODE, NOON, AFTERNOON, "PROBABLE", LONG_REASON),
                new Message.PlannedChanged(CODE, AFTERNOON, null),
                new Message.PlannedChanged(CODE, AFTERNOON, "PROBABLE"),
                new Message.PlannedCancelled(CODE, AFTERNOON),
                new Message.CrewDispatched(CODE, AFTERNOON),
                new Message.Estimate(CODE, AFTERNOON),
                new Message.EstimateChanged(CODE, AFTERNOON),
                new Message.Late(CODE, AFTERNOON),
                new Message.Late(CODE, null),
                new Message.Withdrawn(CODE),
                new Message.CallAgain(CODE),
                answer(AnswerWording.REGISTERED, null, null, null),
                answer(AnswerWording.ALREADY, "CHECKING", null, null),
                answer(AnswerWording.STATE, "CLOSED", null, "CUSTOMER_SIDE_FAULT")));
        results().forEach(messages::add);
        for (AnnouncedOutcome outcome : AnnouncedOutcome.values()) messages.add(result(outcome, null, null, null));
        // What a crew is told, a sign-in code, and what is told ahead, have no tracking code, and tests of their own.
        assertThat(messages.stream().map(Message::kind).distinct())
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(
                        MessageKind.CREW_ORDER,
                        MessageKind.ON_CALL,
                        MessageKind.MOBILE_CODE,
                        MessageKind.PLAN_AHEAD,
                        MessageKind.PLAN_AHEAD_CHANGED,
                        MessageKind.PLAN_AHEAD_CANCELLED,
                        MessageKind.PLAN_SOON)));
        return messages.stream()
                .flatMap(message -> Stream.of(Language.values()).map(language -> Arguments.of(message, language)));
    }

    private static Message answer(AnswerWording what, String state, Instant expectedAt, String outcome) {
        return new Message.Answer(what, CODE, state, outcome, expectedAt, outcome == null ? AFTERNOON : null);
    }

    private static Message result(AnnouncedOutcome outcome, Instant restoredAt, String cause, Long feeRials) {
        return new Message.Result(CODE, outcome, restoredAt, cause, feeRials);
    }

    private static CompanySettings company() {
        return new CompanySettings(null, null, null);
    }

    static MessageTexts texts() {
        return texts(null, company());
    }

    private static MessageTexts texts(Path own, CompanySettings company) {
        return new MessageTexts(settings(Duration.ofSeconds(1), 1, own), company);
    }

    static NotificationSettings settings(Duration poll, int threads, Path own) {
        return new NotificationSettings(
                poll,
                threads,
                Duration.ofSeconds(10),
                Duration.ofMinutes(10),
                LocalTime.of(22, 0),
                LocalTime.of(7, 0),
                null,
                own);
    }
}
