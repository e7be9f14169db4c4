package ir.roshan.plannedoutage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.plannedoutage.AnnouncementText.PlaceLine;
import ir.roshan.plannedoutage.UnreadableAnnouncement.Reason;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The company's announcement as people paste it: what is read, and what is left to a person.
 *
 * <p>Long because most of it is announcements as people paste them, each as a whole.
 */
class AnnouncementTextTest {
    private static final LocalDate TODAY = SolarHijri.parseDate("1404/05/13");
    private static final String TITLE =
            "برنامه مدیریت بار احتمالی شبکه توزیع برق استان قم در روز سه شنبه مورخ ۱۴ مرداد ماه ۱۴۰۴\n";

    private static AnnouncementText read(String pasted) {
        return AnnouncementText.read(pasted, TODAY);
    }

    private static AnnouncementText body(String... lines) {
        return read(TITLE + String.join("\n", lines));
    }

    /** «1404/05/14 09:00 11:00 A4 [places]»; hours beyond 24 are the next day's. */
    private static List<String> slots(AnnouncementText text) {
        return text.slots().stream()
                .map(slot -> "%02d:%02d-%02d:%02d %s %s"
                        .formatted(
                                slot.times().from() / 60,
                                slot.times().from() % 60,
                                slot.times().to() / 60,
                                slot.times().to() % 60,
                                slot.block(),
                                slot.places().stream().map(PlaceLine::text).toList()))
                .toList();
    }

    private static List<String> unread(AnnouncementText text) {
        return text.unread().stream()
                .map(line -> line.line() + " " + line.problem().code())
                .toList();
    }

    private static String day(AnnouncementText text) {
        return SolarHijri.formatDate(text.day(), Locale.ENGLISH);
    }

    @Test
    void digitsTwoSlotsBlocksAndBothKafs() {
        AnnouncementText text = body(
                "❌ بلوک A4 - قطعی احتمالی برق در ساعت ۹ تا ۱۱ ",
                "به آدرس های👇",
                "خیابان آزمایش یک از میدان نمونه تا چهارراه مثال",
                "شهرک فرضی",
                "❌ بلوك A2 - قطعی احتمالی برق در ساعت ١١ الی ١٣",
                "🔻به آدرس های",
                "بلوار نمونه");
        assertThat(day(text)).isEqualTo("1404/05/14");
        assertThat(text.isProbable()).isTrue();
        assertThat(text.kind()).isEqualTo(WindowKind.LOAD_MANAGEMENT);
        assertThat(slots(text))
                .containsExactly(
                        "09:00-11:00 A4 [خیابان آزمایش یک از میدان نمونه تا چهارراه مثال, شهرک فرضی]",
                        "11:00-13:00 A2 [بلوار نمونه]");
        assertThat(text.slots().get(0).startsAt()).isEqualTo("2025-08-05T05:30:00Z");
        assertThat(text.slots().get(0).places()).extracting(PlaceLine::line).containsExactly(4, 5);
        assertThat(text.unread()).isEmpty();
    }

    @Test
    void ordinalDayWithoutAYearOverMidnightHalfHoursAndASlotWithoutAPlace() {
        AnnouncementText text = AnnouncementText.read("""
                برنامه مدیریت بار احتمالی شبکه توزیع برق استان قم در روز چهارشنبه مورخ پنجم شهریور ماه
                ❌ قطعی احتمالی برق در ساعت ۲۳ تا ۱
                خیابان نمونه
                ❌ قطعی احتمالی برق در ساعت ۱۶:۳۰ تا ۱۸:۳۰
                به آدرس های
                """, SolarHijri.parseDate("1404/06/04"));
        assertThat(day(text)).isEqualTo("1404/06/05");
        assertThat(slots(text)).containsExactly("23:00-25:00 null [خیابان نمونه]", "16:30-18:30 null []");
        assertThat(Duration.between(
                        text.slots().get(0).startsAt(), text.slots().get(0).endsAt()))
                .hasHours(2);
        assertThat(unread(text)).containsExactly("4 no-place");
    }

    @Test
    void theSameWordsTwiceAreTwoPlaces() {
        AnnouncementText text = body(
                "قطعی احتمالی برق در ساعت ۹ تا ۱۱",
                "قدوسی - سمت راست",
                "قطعی احتمالی برق در ساعت ۱۵ تا ۱۷",
                "قدوسی - سمت چپ");
        assertThat(slots(text))
                .containsExactly("09:00-11:00 null [قدوسی - سمت راست]", "15:00-17:00 null [قدوسی - سمت چپ]");
        assertThat(text.unread()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "فردا خاموشی برنامه ریزی شده ای نداریم",
                "فردا خاموشي برنامه‌ريزي شده‌اي نداريم",
                "❌ در این روز هیچ گونه قطعی برق وجود ندارد.",
                "خاموشی برنامه‌ریزی‌شده نخواهیم داشت"
            })
    void nothingPlannedIsReadAndNotTakenForAPlace(String sentence) {
        AnnouncementText text = body(sentence);
        assertThat(text.nothingPlanned()).isTrue();
        assertThat(text.slots()).isEmpty();
        assertThat(text.unread()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "فردا به جز خیابان ارم خاموشی نداریم",
                "فردا خاموشی نداریم مگر در پردیسان",
                "در ساعت ۹ تا ۱۱ خاموشی نداریم"
            })
    void whatSaysNothingWithAnExceptionIsLeftToAPerson(String sentence) {
        AnnouncementText text = body(sentence);
        assertThat(text.nothingPlanned()).isFalse();
        assertThat(text.unread()).hasSize(1);
    }

    @Test
    void whoeverSaysNothingAndNamesASlotHasNotSaidNothing() {
        AnnouncementText text = body("خاموشی نداریم", "قطعی برق در ساعت ۹ تا ۱۱", "خیابان ارم");
        assertThat(text.nothingPlanned()).isFalse();
        assertThat(unread(text)).containsExactly("2 contradiction");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "خیابان ۹ دی",
                "میدان ۷۲ تن تا بلوار نمونه",
                "خیابان ۱۹ دی (باجک) کوچه ۵ تا ۲۵",
                "خیابان ۱۵ خرداد، بازار روز",
                "میدان ساعت تا چهارراه مثال",
                "میدان ساعت، سه راه مثال",
                "از ۲۰ متری تا ۳۰ متری قائم",
                "پردیسان، بلوار شهروند، بلوک ۵",
                "جمعه بازار خیابان نمونه",
                "شهرک هاشمی، کوی ۱۱۰ واحدی",
                "به آدرس هاشمی"
            })
    void aPlaceWithNumbersStaysAPlace(String place) {
        AnnouncementText text = body("قطعی احتمالی برق در ساعت ۹ تا ۱۱", place);
        assertThat(text.unread()).isEmpty();
        assertThat(text.slots().get(0).places())
                .extracting(PlaceLine::text)
                .containsExactly(place.replaceFirst("^به آدرس ", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "قطعی احتمالی برق در ساعت۹تا۱۱ | 09:00-11:00",
                "قطعی احتمالی برق در ساعت ۹ تا ۱۱: | 09:00-11:00",
                "ساعت: ۹ تا ۱۱ | 09:00-11:00",
                "ساعت:۹ الی ۱۱ | 09:00-11:00",
                "از ساعت ۸ الی ۱۰ | 08:00-10:00",
                "از ساعت ۸ الی ساعت ۱۰ برق قطع می‌شود | 08:00-10:00",
                "قطع برق از ۰۸:۰۰ تا ساعت ۱۰:۰۰ | 08:00-10:00",
                "❌❌ قطعی برق، ساعت 13 الی 15 ❌❌ | 13:00-15:00",
                "ساعت ٩ تا ١١ | 09:00-11:00",
                "ساعت ９ تا １１ | 09:00-11:00",
                "ساعت 9️⃣ تا 11 | 09:00-11:00",
                "ساعت ۹ صبح تا ۱۱ | 09:00-11:00",
                "ساعت ۹ صبح تا ۱۱ صبح | 09:00-11:00",
                "ساعت ۱۱ صبح تا ۱ بعدازظهر | 11:00-13:00",
                "ساعت ۴ عصر تا ۶ عصر | 16:00-18:00",
                "ساعت ۱۶ عصر تا ۱۸ | 16:00-18:00",
                "ساعت ۸ شب تا ۱۰ شب | 20:00-22:00",
                "ساعت ۱۰ شب تا ۱۲ شب | 22:00-24:00",
                "ساعت ۱۲ ظهر تا ۲ بعد از ظهر | 12:00-14:00",
                "ساعت ۲۲ تا ۲۴ | 22:00-24:00",
                "ساعت ۲۲ تا ۰ | 22:00-24:00",
                "ساعت ۲۳:۳۰ تا ۱:۳۰ | 23:30-25:30",
                "ساعت ۲۴ تا ۲ | 24:00-26:00",
                "ساعت ۰ تا ۲۴ | 00:00-24:00",
                "ساعت ۹-۱۱ | 09:00-11:00",
                "ساعت ۹ – ۱۱ | 09:00-11:00",
                "ساعت ۹ــ۱۱ | ",
                "ساعت ۹ـ۱۱ | 09:00-11:00",
                "ساعت ۹ — ۱۱ | 09:00-11:00",
                "ســاعـت ۹ تـا ۱۱ | 09:00-11:00",
                "&nbsp;قطعی برق در ساعت&nbsp;۹ تا ۱۱&zwnj; | 09:00-11:00",
                "ساعت ۹ تا ۱۱ روز سه‌شنبه مورخ ۱۴ مرداد | 09:00-11:00",
                "بازه زمانی ساعت ۹ تا ۱۱ | 09:00-11:00",
                "ساعات ۹ تا ۱۱ | 09:00-11:00"
            })
    void aTimeAsPeopleWriteIt(String line, String times) {
        AnnouncementText text = body(line, "خیابان ارم");
        if (times == null) {
            assertThat(unread(text)).containsExactly("2 time", "3 no-time");
            return;
        }
        assertThat(text.unread()).isEmpty();
        assertThat(slots(text)).containsExactly(times + " null [خیابان ارم]");
    }

    /** And what stands below it is nobody's until it is put right. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ساعت ۹ تا ۹",
                "ساعت ۲۵ تا ۲۷",
                "ساعت ۹:۷۵ تا ۱۱",
                "ساعت ۲۴:۳۰ تا ۲",
                "ساعت ۱۱ - ۹",
                "ساعت ۴ عصر تا ۶",
                "ساعت ۴ تا ۶ عصر",
                "ساعت ۱۱ صبح تا ۲",
                "ساعت ۱۵ صبح تا ۱۷",
                "ساعت نه تا یازده",
                "ساعت ۹ صبح",
                "ساعت ۹.۳۰ تا ۱۱",
                "ساعت 0930 تا 1130",
                "ساعت ۹ تا",
                "۹ تا ۱۱",
                "09:00 تا 11:00",
                "خیابان ساحلی ساعت ۹ تا ۱۱",
                "قطعی برق پردیسان در ساعت ۹ تا ۱۱",
                "قطعی احتمالی برق در ساعت ۹ تا ۱۱ روز چهارشنبه",
                "قطعی احتمالی برق در ساعت ۹ تا ۱۱ مورخ ۱۵ مرداد",
                "ساعت ۹ تا ۱۱ یا ۱۳ تا ۱۵"
            })
    void aTimeThatCouldBeAnotherIsUnreadAndClosesTheSlotBefore(String line) {
        AnnouncementText text = body("قطعی برق در ساعت ۷ تا ۹", "شهرک فرضی", line, "خیابان ارم");
        assertThat(slots(text)).containsExactly("07:00-09:00 null [شهرک فرضی]");
        assertThat(unread(text))
                .contains("5 no-time")
                .hasSize(2)
                .first()
                .asString()
                .startsWith("4 ");
    }

    @Test
    void severalTimesInALineAreSeveralSlotsOfTheSamePlaces() {
        AnnouncementText text =
                body("قطعی احتمالی برق در ساعت ۹ تا ۱۱ و ۱۵ تا ۱۷ و ساعت ۲۱ تا ۲۳", "خیابان ارم", "شهرک قدس");
        assertThat(slots(text))
                .containsExactly(
                        "09:00-11:00 null [خیابان ارم, شهرک قدس]",
                        "15:00-17:00 null [خیابان ارم, شهرک قدس]",
                        "21:00-23:00 null [خیابان ارم, شهرک قدس]");
        assertThat(text.unread()).isEmpty();
    }

    @Test
    void aPlaceBeforeAnyTimeIsUnread() {
        assertThat(unread(body("خیابان ارم", "قطعی برق در ساعت ۹ تا ۱۱", "شهرک قدس")))
                .containsExactly("2 no-time");
    }

    @Test
    void aTimeInTheTitleIsNotLost() {
        AnnouncementText text = read("خاموشی روز سه شنبه ۱۴ مرداد ۱۴۰۴ ساعت ۹ تا ۱۱\nخیابان ارم");
        assertThat(unread(text)).containsExactly("1 time", "2 no-time");
    }

    @Test
    void whatSpeaksToReadersIsNoPlace() {
        AnnouncementText text = body(
                "قطعی احتمالی برق در ساعت ۹ تا ۱۱",
                "خیابان ارم",
                "مشترکین گرامی لطفاً در مصرف برق صرفه جویی کنید",
                "https://qepd.co.ir/6423",
                "روابط عمومی شرکت توزیع نیروی برق استان قم",
                "۰۲۵۳۷۷۷۷۷۷۷",
                "شهرک قدس");
        assertThat(slots(text)).containsExactly("09:00-11:00 null [خیابان ارم, شهرک قدس]");
        assertThat(unread(text))
                .containsExactly("4 not-understood", "5 not-understood", "6 not-understood", "7 not-understood");
    }

    /** Its places would else be switched off on the first one's day. */
    @Test
    void aSecondAnnouncementBehindTheFirstIsNotTakenIntoIt() {
        AnnouncementText text = body(
                "قطعی احتمالی برق در ساعت ۹ تا ۱۱",
                "خیابان ارم",
                "برنامه مدیریت بار احتمالی شبکه توزیع برق استان قم در روز چهارشنبه مورخ ۱۵ مرداد ماه ۱۴۰۴",
                "شهرک قدس");
        assertThat(slots(text)).containsExactly("09:00-11:00 null [خیابان ارم]");
        assertThat(unread(text)).containsExactly("4 other-day", "5 no-time");
        assertThat(unread(body("قطعی برق در ساعت ۹ تا ۱۱", "خیابان ارم", "پنج شنبه مورخ ۱۶ مرداد", "شهرک قدس")))
                .containsExactly("4 other-day", "5 no-time");
    }

    @Test
    void blocksStandInTheLineOfTheTimeOrAboveIt() {
        AnnouncementText text = body(
                "بلوک A4",
                "ساعت ۹ تا ۱۱",
                "خیابان ارم",
                "🔻 بلوک های B1 و B2 :",
                "شهرک قدس",
                "بلوک ۳ : قطعی برق در ساعت ۱۳ تا ۱۵",
                "بلوار امین",
                "قطعی برق ساعت ۱۷ تا ۱۹ (بلوک الف)",
                "بلوار نمونه",
                "ساعت ۱۹ تا ۲۱ بلوک C - 2",
                "میدان نمونه",
                "بلوک a4 ساعت ۲۱ تا ۲۳",
                "خیابان مثال");
        assertThat(text.unread()).isEmpty();
        assertThat(slots(text))
                .containsExactly(
                        "09:00-11:00 A4 [خیابان ارم]",
                        "09:00-11:00 B1 و B2 [شهرک قدس]",
                        "13:00-15:00 3 [بلوار امین]",
                        "17:00-19:00 الف [بلوار نمونه]",
                        "19:00-21:00 C - 2 [میدان نمونه]",
                        "21:00-23:00 A4 [خیابان مثال]");
    }

    @Test
    void ornamentsAndCountsAreNoPartOfAPlace() {
        AnnouncementText text = body(
                "قطعی برق در ساعت ۹ تا ۱۱",
                "به آدرس‌های زیر :",
                "➖➖➖➖",
                "✅ خیابان ارم.",
                "۲- شهرک قدس ،",
                "3) بلوار امین",
                "• «میدان نمونه»",
                "",
                "\u200F خیابان\u200C مثال \u200E",
                "خيابان ارم");
        assertThat(text.unread()).isEmpty();
        assertThat(text.slots().get(0).places())
                .extracting(PlaceLine::text)
                .containsExactly("خیابان ارم", "شهرک قدس", "بلوار امین", "«میدان نمونه»", "خیابان\u200C مثال");
    }

    @Test
    void placesBehindTheAddressMarkInTheSameLine() {
        AnnouncementText text =
                body("قطعی احتمالی برق در ساعت ۹:۰۰ تا ۱۱:۰۰ به آدرس های: خیابان ارم", "به آدرس: شهرک قدس");
        assertThat(text.unread()).isEmpty();
        assertThat(slots(text)).containsExactly("09:00-11:00 null [خیابان ارم, شهرک قدس]");
    }

    @Test
    void linesAreCountedAsTheyStandWhateverEndsThem() {
        AnnouncementText text = read("\r\n\r\n" + TITLE.strip() + "\r\n\tساعت ۹ تا ۱۱\t\r\n\r\nخیابان\tارم\r\n");
        assertThat(slots(text)).containsExactly("09:00-11:00 null [خیابان ارم]");
        assertThat(text.slots().get(0).line()).isEqualTo(4);
        assertThat(text.slots().get(0).places().get(0).line()).isEqualTo(6);
        assertThat(slots(read(TITLE.strip() + "\rساعت ۹ تا ۱۱\u2028خیابان ارم")))
                .containsExactly("09:00-11:00 null [خیابان ارم]");
    }

    @Test
    void veryLongAndDamagedLinesAreUnread() {
        AnnouncementText text =
                body("ساعت ۹ تا ۱۱", "خیابان ارم ".repeat(200), "خیابان \uFFFDرم", "شهرک\u0000قدس", "شهرک");
        assertThat(unread(text)).containsExactly("3 too-long", "4 characters", "5 characters");
        assertThat(slots(text)).containsExactly("09:00-11:00 null [شهرک]");
    }

    @Test
    void aLongTextIsReadInNoTime() {
        String nasty = "ساعت " + "۹ تا ".repeat(3_000) + "\n" + "بلوک A و ".repeat(2_000) + "\n" + "سه ".repeat(5_000);
        long began = System.nanoTime();
        body(nasty, "ساعت ۹ تا ۱۱", "خیابان ارم\n".repeat(3_000));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "سه شنبه مورخ ۱۴ مرداد ماه ۱۴۰۴ | 1404/05/14",
                "سه‌شنبه ۱۴ مرداد ۱۴۰۴ | 1404/05/14",
                "سه\u200Cشنبه مورخ 14 مردادماه سال 1404 | 1404/05/14",
                "سه شنبه مورخ چهاردهم مرداد ماه | 1404/05/14",
                "سه شنبه مورخه ۱۴ام مرداد | 1404/05/14",
                "سه شنبه 14مرداد1404 | 1404/05/14",
                "سه‌شنبه ۱۴۰۴/۰۵/۱۴ | 1404/05/14",
                "سه‌شنبه ۱۴۰۴/۵/۱۴ مورخ ۱۴ مرداد | 1404/05/14",
                "۱۴/۰۵/۱۴۰۴ | 1404/05/14",
                "۱۴ مرداد ۱۴۰۴ | 1404/05/14",
                "پنج‌شنبه سی ام مرداد | 1404/05/30",
                "جمعه سی و یکم مرداد ماه ۱۴۰۴ | 1404/05/31",
                "جمعه سی‌ویکم مرداد | 1404/05/31",
                "سه شنبه بیست و یکم مرداد | 1404/05/21",
                "چهارشنبه بیست‌ودوم مرداد | 1404/05/22",
                "شنبه مورخ هجدهم مرداد | 1404/05/18",
                "شنبه هیجدهم مرداد | 1404/05/18",
                "یکشنبه ۱۹ مرداد | 1404/05/19",
                "يك شنبه ١٩ مرداد | 1404/05/19",
                "پنجشنبه سی ام اسفند ماه ۱۴۰۳ | 1403/12/30",
                "پنجشنبه ۳۰ اسفند | 1403/12/30",
                "جمعه اول فروردین | 1404/01/01",
                "جمعه یکم فروردین ۱۴۰۴ | 1404/01/01",
                "چهارشنبه ۱ آبان ۱۴۰۴ | ",
                "پنجشنبه ۱ ابان ۱۴۰۴ | 1404/08/01"
            })
    void aDayAsPeopleWriteIt(String said, String day) {
        String pasted = "برنامه مدیریت بار احتمالی شبکه توزیع برق استان قم در روز " + said + "\nخاموشی نداریم";
        if (day == null) assertRefused(pasted, Reason.WEEKDAY_CONTRADICTS_DATE);
        else assertThat(day(read(pasted))).isEqualTo(day);
    }

    @Test
    void theYearThatIsLeftOutIsTheOneNearTheImport() {
        String pasted = "برنامه روز پنجشنبه ۳۰ اسفند\nخاموشی نداریم";
        assertThat(day(AnnouncementText.read(pasted, SolarHijri.parseDate("1403/12/29"))))
                .isEqualTo("1403/12/30");
        pasted = "برنامه روز شنبه ۱ فروردین\nخاموشی نداریم";
        assertThat(day(AnnouncementText.read(pasted, SolarHijri.parseDate("1404/12/29"))))
                .isEqualTo("1405/01/01");
    }

    private static void assertRefused(String pasted, Reason reason) {
        assertThatThrownBy(() -> read(pasted)).isInstanceOfSatisfying(UnreadableAnnouncement.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            if (reason != Reason.EMPTY)
                assertThat(refused.lines()).first().satisfies(line -> {
                    assertThat(line.number()).isPositive();
                    assertThat(line.text()).isNotBlank();
                });
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "برنامه روز یکشنبه مورخ ۱۴ مرداد ماه ۱۴۰۴ | WEEKDAY_CONTRADICTS_DATE",
                "برنامه روز دوشنبه مورخ چهاردهم مرداد ۱۴۰۴ | WEEKDAY_CONTRADICTS_DATE",
                "برنامه مدیریت بار | NO_DAY",
                "برنامه مدیریت بار روز سه شنبه | NO_DAY",
                "قطعی احتمالی برق در ساعت ۹ تا ۱۱ | NO_DAY",
                "برنامه ۱۴ مرداد ۴ | NO_DAY",
                "برنامه ۱۴ مرداد | NO_YEAR",
                "برنامه سه شنبه و چهارشنبه ۱۴ و ۱۵ مرداد ۱۴۰۴ | SEVERAL_DAYS",
                "برنامه ۱۴ تا ۱۶ مرداد ۱۴۰۴ | SEVERAL_DAYS",
                "برنامه ۱۴ مرداد ۱۴۰۴ و ۱۵ مرداد ۱۴۰۴ | SEVERAL_DAYS",
                "برنامه سه شنبه یا چهارشنبه ۱۴ مرداد ۱۴۰۴ | SEVERAL_DAYS",
                "برنامه ۳۲ مرداد ۱۴۰۴ | IMPOSSIBLE_DAY",
                "برنامه ۳۰ اسفند ۱۴۰۴ | IMPOSSIBLE_DAY",
                "برنامه ۳۱ مهر ۱۴۰۴ | IMPOSSIBLE_DAY",
                "برنامه 2025/08/05 | IMPOSSIBLE_DAY"
            })
    void aDayThatCannotBeReadIsRefused(String title, Reason reason) {
        assertRefused(title + "\nقطعی برق در ساعت ۹ تا ۱۱\nخیابان ارم", reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\r\n\t\n", "❌❌\n➖", "\uFEFF"})
    void nothingIsRefused(String pasted) {
        assertRefused(pasted, Reason.EMPTY);
    }

    @Test
    void theTitleMayTakeTwoLines() {
        AnnouncementText text = read("""
                برنامه مدیریت بار احتمالی شبکه توزیع برق استان قم
                در روز سه شنبه مورخ ۱۴ مرداد ماه ۱۴۰۴
                ساعت ۹ تا ۱۱
                خیابان ارم""");
        assertThat(day(text)).isEqualTo("1404/05/14");
        assertThat(text.title()).startsWith("برنامه مدیریت بار").endsWith("۱۴۰۴");
        assertThat(text.unread()).isEmpty();
        assertThat(text.isProbable()).isTrue();
    }

    @Test
    void onlyWhatIsCalledProbableIs() {
        AnnouncementText text = read("""
                برنامه خاموشی‌های تعمیرات روز سه شنبه ۱۴ مرداد ۱۴۰۴
                ساعت ۹ تا ۱۱
                خیابان ارم
                قطعی احتمالی برق ساعت ۱۳ تا ۱۵
                شهرک قدس""");
        assertThat(text.kind()).isEqualTo(WindowKind.MAINTENANCE);
        assertThat(text.slots()).extracting(AnnouncementText.Slot::probable).containsExactly(false, true);
    }

    @Test
    void whatAPersonHasSaidToBeNoPlaceIsLeftOutAndASlotThatItEmptiesIsOpen() {
        AnnouncementText text = body("ساعت ۹ تا ۱۱", "خیابان ارم", "ساعت ۱۳ تا ۱۵", "شهرک قدس", "@kanal");
        assertThat(slots(text.without(List.of(3, 6))))
                .containsExactly("09:00-11:00 null []", "13:00-15:00 null [شهرک قدس]");
        assertThat(unread(text.without(List.of(3, 6)))).containsExactly("2 no-place");
        assertThat(unread(text.without(List.of(2, 3, 6)))).isEmpty();
        assertThat(text.lines()).containsExactlyInAnyOrder(2, 3, 4, 5, 6);
    }
}
