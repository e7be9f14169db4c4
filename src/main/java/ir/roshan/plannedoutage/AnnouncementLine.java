package ir.roshan.plannedoutage;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import ir.roshan.text.TypedText;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the company's announcement, as somebody has pasted it.
 *
 * @param number counted from 1, blank lines and the title included
 * @param text as a person reads it: without what no screen shows, and with single blanks
 * @param plain the same in one spelling, for our reading alone: Latin digits, one kaf and one yeh, small letters, no vowel
 *     marks, no signs but those of times, dates and dashes
 */
record AnnouncementLine(int number, String text, String plain) {
    private static final Pattern BREAK = Pattern.compile("\r\n|[\n\r\u2028\u2029\u0085]");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern ENTITY =
            Pattern.compile("&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([a-zA-Z]{2,8}));");
    private static final Map<String, String> ENTITIES = Map.ofEntries(
            Map.entry("nbsp", " "),
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("laquo", "«"),
            Map.entry("raquo", "»"),
            Map.entry("ndash", "–"),
            Map.entry("mdash", "—"),
            Map.entry("zwnj", "\u200C"),
            Map.entry("zwj", ""),
            Map.entry("lrm", ""),
            Map.entry("rlm", ""),
            Map.entry("shy", ""));

    private static final int NON_JOINER = 0x200C;
    private static final String DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE58\uFE63\uFF0D";
    private static final String SIGNS = ":/.-()،,+@#<>&";

    /** A list's own number or bullet before a place: another one every day, and no part of its words. */
    private static final Pattern COUNTED = Pattern.compile("^[0-9۰-۹٠-٩]{1,3} ?[.)] ?|^[0-9۰-۹٠-٩]{1,3} ?[-–—] ");

    private static final Pattern BEFORE_WORDS = Pattern.compile("^[^\\p{L}\\p{N}«(\"]+");
    private static final Pattern BEHIND_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}»)\"]+$");

    static List<AnnouncementLine> all(String pasted) {
        List<AnnouncementLine> lines = new ArrayList<>();
        for (String typed : BREAK.split(pasted, -1)) lines.add(of(lines.size() + 1, typed));
        return lines;
    }

    private static AnnouncementLine of(int number, String typed) {
        String text = shown(Normalizer.normalize(withoutEntities(typed), Normalizer.Form.NFC));
        return new AnnouncementLine(number, text, plain(text));
    }

    /** Nothing stands there for a person. */
    boolean isBlank() {
        return text.isEmpty();
    }

    /** Arrows, crosses and dashes, and nothing that says anything. */
    boolean isOrnament() {
        return text.codePoints().noneMatch(Character::isLetterOrDigit);
    }

    boolean isDamaged() {
        return TypedText.problemOf(text, false).isPresent();
    }

    /** The words of a place, without what stands before and behind them as an ornament or a list's own number. */
    static String place(String text) {
        String words = BEFORE_WORDS.matcher(text).replaceFirst("");
        words = COUNTED.matcher(words).replaceFirst("");
        words = BEFORE_WORDS.matcher(words).replaceFirst("");
        return BEHIND_WORDS.matcher(words).replaceFirst("");
    }

    private static String withoutEntities(String typed) {
        if (typed.indexOf('&') < 0) return typed;
        return ENTITY.matcher(typed).replaceAll(found -> Matcher.quoteReplacement(meant(found)));
    }

    private static String meant(MatchResult entity) {
        if (entity.group(3) != null) return ENTITIES.getOrDefault(entity.group(3), entity.group());
        int code = entity.group(1) != null ? Integer.parseInt(entity.group(1)) : Integer.parseInt(entity.group(2), 16);
        return Character.isValidCodePoint(code) ? Character.toString(code) : entity.group();
    }

    private static String shown(String composed) {
        StringBuilder shown = new StringBuilder(composed.length());
        composed.codePoints()
                .filter(c ->
                        c == NON_JOINER || !UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT))
                .filter(c -> c != 0xFEFF)
                .forEach(shown::appendCodePoint);
        String single = BLANKS.matcher(shown).replaceAll(" ");
        int from = 0;
        int to = single.length();
        while (from < to && isEdge(single.charAt(from))) from++;
        while (to > from && isEdge(single.charAt(to - 1))) to--;
        return single.substring(from, to);
    }

    private static boolean isEdge(char c) {
        return c == ' ' || c == NON_JOINER;
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        Normalizer.normalize(Normalizer.normalize(text, Normalizer.Form.NFKC), Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(c -> append(plain, c));
        return BLANKS.matcher(plain).replaceAll(" ").strip();
    }

    private static void append(StringBuilder plain, int c) {
        if (c == '\u0653' && !plain.isEmpty() && plain.charAt(plain.length() - 1) == 'ا')
            plain.setCharAt(plain.length() - 1, 'آ');
        else if (Character.isDigit(c)) plain.append(Character.digit(c, 10));
        else if (c == 'ي' || c == 'ى') plain.append('ی');
        else if (c == 'ك') plain.append('ک');
        else if (c == 'ة' || c == 'ە') plain.append('ه');
        else if (c == 'ـ' || c < Character.MAX_VALUE && DASHES.indexOf(c) >= 0) dash(plain, c);
        else if (c == '\u2236' || c == '\uA789') plain.append(':');
        else if (Character.isLetter(c) || c < Character.MAX_VALUE && SIGNS.indexOf(c) >= 0) plain.appendCodePoint(c);
        else if (!isMark(c)) plain.append(' ');
    }

    /** Between letters it only draws a word out. */
    private static void dash(StringBuilder plain, int c) {
        boolean withinAWord = c == 'ـ' && !plain.isEmpty() && Character.isLetter(plain.charAt(plain.length() - 1));
        if (!withinAWord) plain.append('-');
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }
}
