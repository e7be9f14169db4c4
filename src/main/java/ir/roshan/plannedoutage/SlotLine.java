package ir.roshan.plannedoutage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of an announcement that says when: «بلوک A4 - قطعی احتمالی برق در ساعت ۹ تا ۱۱». It is read only where every word of it is
 * understood: among those that are not could be a place.
 *
 * @param times in minutes since midnight, each {@code [from, to)}; beyond 1440 they lie in the next day
 * @param block as it is written; null where there is none
 * @param place whether one stands in the same line, behind «به آدرس های:»
 */
record SlotLine(List<Times> times, String block, boolean probable, boolean place) {
    record Times(int from, int to) {}

    private static final int MINUTES_OF_A_DAY = 24 * 60;
    private static final int NOON = 12;

    private static final String PART =
            "(?: ?(بامداد|صبح|قبل ?از ?ظهر|بعد ?از ?ظهر|ظهر|عصر|غروب|نیمه ?شب|شب)(?!\\p{L}))?";
    private static final String TIME = "(?<![0-9])(?<![0-9]:)([0-9]{1,2})(?: ?: ?([0-9]{2}))?(?![0-9]|: ?[0-9])" + PART;
    private static final String HOUR = "ساع(?:ت|ات)(?: ?های| ?ی)?";

    /** Groups: hour, minute and part of the day; what stands between; the same three again. */
    private static final Pattern RANGE = Pattern.compile("(?:(?:از|بین) ?)?(?:" + HOUR + " ?:? ?)?(?:(?:از|بین) ?)?"
            + TIME + " ?(تا|الی|-) ?(?:" + HOUR + " ?:? ?)?" + TIME);

    private static final Pattern SAYS_HOUR = Pattern.compile("(?<!\\p{L})" + HOUR);

    private static final String NUMBER_WORD =
            "(?:یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه|ده|یازده|دوازده|سیزده|چهارده|پانزده|شانزده|هفده|هجده|نوزده|بیست)";

    private static final Pattern LIKE_TIME =
            Pattern.compile("(?<!\\p{L})" + HOUR + " ?(?:از|بین|حدود|حدودا|:|-|\\()? ?(?:[0-9]|" + NUMBER_WORD
                    + "(?!\\p{L}| ?راه))|(?<![0-9])[0-9]{1,2} ?: ?[0-9]{2}(?![0-9])");

    /** Nothing but a time, without the word for it. */
    private static final Pattern BARE = Pattern.compile("(?:از ?)?" + TIME + " ?(?:تا|الی|-) ?" + TIME + "[ -]*");

    private static final String NAME =
            "(?:[a-z]{1,2} ?-? ?[0-9]{1,3}|[a-z](?![a-z])|[0-9]{1,3}(?![0-9])(?! ?(?:: ?[0-9]|تا|الی|- ?[0-9]))|"
                    + "الف(?!\\p{L})|[آ-ی](?!\\p{L}))";
    private static final Pattern BLOCK = Pattern.compile("(?<!\\p{L})(?:بلوک|گروه|block)(?: ?های)? ?:? ?(" + NAME
            + "(?: ?(?:و|،|,|\\+|-(?= ?[a-z] ?[0-9])) ?" + NAME + ")*)");

    private static final Pattern ADDRESS = Pattern.compile(
            "(?:(?:به|در) )?(?:آدرس|ادرس|نشانی)(?: ?ها| ?های| ?هایی)?(?: ?ی)?(?: (?:زیر|ذیل))?(?!\\p{L})");
    private static final Pattern ADDRESS_ALONE = Pattern.compile("(?:شرح )?" + ADDRESS.pattern() + "[ :.،-]*");
    private static final Pattern ADDRESS_FIRST = Pattern.compile(
            "(?:به|در) (?:آدرس|ادرس|نشانی)(?: ?ها| ?های)?(?: ?ی)?(?: (?:زیر|ذیل))?(?!\\p{L}) ?:? ?(.+)");
    private static final Pattern ADDRESS_WITHIN = Pattern.compile("(?:آدرس|ادرس|نشانی)[^:]*:(.*)$");

    private static final Pattern TOKEN = Pattern.compile("[\\p{L}0-9]+");
    private static final String PROBABLE = "احتمالی";

    /** What such a line may say besides. */
    private static final Set<String> WORDS = Set.of(
            "قطع",
            "قطعی",
            "قطعیهای",
            "خاموشی",
            "خاموشیهای",
            "ها",
            "های",
            "هایی",
            "ی",
            PROBABLE,
            "برق",
            "در",
            "از",
            "به",
            "ساعت",
            "ساعات",
            "ساعتهای",
            "آدرس",
            "ادرس",
            "نشانی",
            "زیر",
            "ذیل",
            "شرح",
            "بازه",
            "زمانی",
            "زمان",
            "بین",
            "روز",
            "برنامه",
            "مدیریت",
            "بار",
            "مصرف",
            "انرژی",
            "جدول",
            "اعمال",
            "اجرا",
            "می",
            "شود",
            "میشود",
            "خواهد",
            "شد",
            "بود",
            "باشد",
            "میباشد",
            "گردد",
            "میگردد",
            "است",
            "و",
            "مناطق",
            "منطقه",
            "محدوده",
            "مشترکین",
            "مشترکان",
            "شهر",
            "استان",
            "قم",
            "شبکه",
            "توزیع",
            "مورخ",
            "مورخه",
            "تاریخ",
            "نوبت",
            "ریزی",
            "شده");

    /**
     * @param plain of {@link AnnouncementLine}
     * @param day of which the announcement speaks
     * @return empty where it is no such line, or one that cannot be read whole
     */
    static Optional<SlotLine> read(String plain, LocalDate day) {
        if (!SAYS_HOUR.matcher(plain).find()) return Optional.empty();
        String line = plain;
        Matcher address = ADDRESS.matcher(line);
        boolean place = address.find() && line.substring(address.end()).matches(" ?: ?.*[\\p{L}].*");
        if (place) line = line.substring(0, address.start());
        List<String> blocks = new ArrayList<>();
        line = BLOCK.matcher(line).replaceAll(found -> {
            blocks.add(name(found));
            return " ";
        });
        List<Optional<Times>> times = new ArrayList<>();
        line = RANGE.matcher(line).replaceAll(found -> {
            times.add(times(found));
            return " ";
        });
        if (blocks.size() > 1 || times.isEmpty() || times.stream().anyMatch(Optional::isEmpty)) return Optional.empty();
        AnnouncedDay said = AnnouncedDay.in(line);
        if (!said.fits(day) || !isUnderstood(said.rest())) return Optional.empty();
        return Optional.of(new SlotLine(
                times.stream().map(Optional::get).distinct().toList(),
                blocks.isEmpty() ? null : blocks.get(0),
                plain.contains(PROBABLE),
                place));
    }

    /** Whether it speaks of a time of day, as a place does not; «میدان ساعت» is one. */
    static boolean isLikeTime(String plain) {
        return LIKE_TIME.matcher(plain).find()
                || BARE.matcher(plain).matches()
                || SAYS_HOUR.matcher(plain).find() && RANGE.matcher(plain).find();
    }

    /** The block that is all that the line says. */
    static Optional<String> block(String plain) {
        Matcher block = BLOCK.matcher(plain.replaceAll("^[ :.-]+|[ :.-]+$", ""));
        return block.matches() ? Optional.of(name(block.toMatchResult())) : Optional.empty();
    }

    /** «به آدرس های», and nothing behind it. */
    static boolean isAddressMark(String plain) {
        return ADDRESS_ALONE.matcher(plain.replaceAll("^[ :.-]+", "")).matches();
    }

    /** What stands behind «به آدرس های» at the beginning of a line; the line itself where that does not. */
    static String withoutAddressMark(String shown) {
        Matcher marked =
                ADDRESS_FIRST.matcher(shown.replaceAll("^[^\\p{L}]+", "").replace('\u200C', ' '));
        return marked.matches() ? marked.group(1) : shown;
    }

    /** What stands behind «به آدرس های:» in a line that says when. */
    static String placeIn(String shown) {
        Matcher marked =
                ADDRESS_WITHIN.matcher(shown.replace('ي', 'ی').replace('ى', 'ی').replace('：', ':'));
        return marked.find() ? shown.substring(marked.start(1)) : "";
    }

    private static String name(MatchResult block) {
        return block.group(1).strip().toUpperCase(Locale.ROOT);
    }

    private static boolean isUnderstood(String rest) {
        Matcher token = TOKEN.matcher(rest);
        while (token.find()) if (!WORDS.contains(token.group())) return false;
        return true;
    }

    /** Empty where it is no time, or could be another as well: «۴ عصر تا ۶», or from later to earlier with a mere dash between. */
    private static Optional<Times> times(MatchResult found) {
        int from = minute(found.group(1), found.group(2), found.group(3));
        int to = minute(found.group(5), found.group(6), found.group(7));
        if (from < 0 || to < 0 || from == to) return Optional.empty();
        boolean partOfOne = (found.group(3) == null) != (found.group(7) == null);
        boolean moved = from != minute(found.group(1), found.group(2), null)
                || to != minute(found.group(5), found.group(6), null);
        if (to < from && (partOfOne || found.group(4).equals("-"))) return Optional.empty();
        if (partOfOne && moved) return Optional.empty();
        return Optional.of(new Times(from, to < from ? to + MINUTES_OF_A_DAY : to));
    }

    /** Since midnight; negative where there is no such time. */
    private static int minute(String hours, String minutes, String part) {
        int hour = Integer.parseInt(hours);
        int minute = minutes == null ? 0 : Integer.parseInt(minutes);
        if (hour > 24 || minute > 59 || hour == 24 && minute > 0) return -1;
        int meant = part == null ? hour : inPart(hour, part.replace(" ", ""));
        return meant < 0 ? -1 : meant * 60 + minute;
    }

    /** The hour of a clock of 24, which may be written as such or as one of 12; negative where that part of a day does not have it. */
    private static int inPart(int hour, String part) {
        return switch (part) {
            case "بامداد" -> hour <= 6 ? hour : -1;
            case "صبح", "قبلازظهر" -> hour < NOON ? hour : -1;
            case "ظهر" -> later(hour, 11, 14);
            case "بعدازظهر" -> later(hour, NOON, 19);
            case "عصر" -> later(hour, 14, 20);
            case "غروب" -> later(hour, 16, 20);
            case "شب" -> later(hour, 18, 24);
            default -> hour == NOON || hour == 24 ? 24 : hour == 0 ? 0 : -1; // midnight
        };
    }

    private static int later(int hour, int first, int last) {
        if (hour >= first && hour <= last) return hour == NOON && first > NOON ? -1 : hour;
        int afternoon = hour + NOON;
        return hour > 0 && hour <= NOON && afternoon >= first && afternoon <= last ? afternoon : -1;
    }
}
