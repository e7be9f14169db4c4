package ir.roshan.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * What a person typed, brought to one spelling at the edge, so that everything behind it compares plain strings: two
 * keyboards write the same Persian word with different code points and the same number with three sets of digits.
 */
public final class TypedText {
    /** The one code {@link #problemOf} answers; also the code of a {@link RowProblem}. */
    public static final String CHARACTERS = "characters";

    private static final char REPLACEMENT = '\uFFFD';

    /** The soft hyphen; there is none in ASCII, of which most of a million rows is. */
    private static final int FIRST_INVISIBLE = 0x00AD;

    /** Digits and what stands between them in a number, a date, a time, or a moment of ISO 8601. */
    private static final Pattern NUMBER = Pattern.compile(
            "[+-]?[0-9][0-9\\s:/.,\u066B\u066C\u2010-\u2015\u2212+-]*(?:[Tt][0-9:.,]+(?:[Zz]|[+-][0-9:]+)?)?");

    private TypedText() {}

    /**
     * Persian and Arabic digits become Latin, ي and ى become ی, ك becomes ک, tatweel goes, the rest is composed (NFC)
     * and outer blanks and invisible marks are trimmed. The zero-width non-joiner inside a word stays: in Persian it is
     * spelling. Where nothing but a number, a date or a time is left without its invisible marks, it is left without them:
     * address books and messengers put them around and between digits, and nobody sees them.
     *
     * @param typed never null; text that {@link #problemOf} refuses is let through unharmed
     */
    public static String normalise(String typed) {
        String composed = Normalizer.normalize(typed, Normalizer.Form.NFC);
        StringBuilder normal = new StringBuilder(composed.length());
        boolean marked = false;
        for (int i = 0; i < composed.length(); i++) {
            char c = composed.charAt(i);
            if (c >= '\u06F0' && c <= '\u06F9') normal.append((char) (c - '\u06F0' + '0'));
            else if (c >= '\u0660' && c <= '\u0669') normal.append((char) (c - '\u0660' + '0'));
            else if (c == '\u064A' || c == '\u0649') normal.append('\u06CC');
            else if (c == '\u0643') normal.append('\u06A9');
            else if (c != '\u0640') normal.append(c);
            marked |= isInvisible(composed.codePointAt(i));
        }
        int from = 0;
        int to = normal.length();
        while (from < to && isOuterBlank(normal.charAt(from))) from++;
        while (to > from && isOuterBlank(normal.charAt(to - 1))) to--;
        String trimmed = normal.substring(from, to);
        if (!marked) return trimmed;
        String bare = without(trimmed, TypedText::isInvisible).strip();
        return NUMBER.matcher(bare).matches() ? bare : trimmed;
    }

    /** Normalised, and without any invisible mark before or behind it: how a code that a person names is looked for. */
    public static String code(String typed) {
        String normal = normalise(typed);
        int from = 0;
        int to = normal.length();
        while (from < to && isOutside(normal.codePointAt(from))) from += Character.charCount(normal.codePointAt(from));
        while (to > from && isOutside(normal.codePointBefore(to)))
            to -= Character.charCount(normal.codePointBefore(to));
        return normal.substring(from, to);
    }

    /**
     * Why {@code text} cannot be kept or shown safely: control characters (NUL among them, which PostgreSQL does not
     * store), overrides of the writing direction, half surrogate pairs, and U+FFFD, the trace of bytes that were not
     * UTF-8.
     *
     * @param severalLines whether line breaks and tabs are welcome
     * @return {@link #CHARACTERS}, or empty where nothing is wrong
     */
    public static Optional<String> problemOf(String text, boolean severalLines) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1)))
                i++;
            else if (Character.isSurrogate(c) || c == REPLACEMENT || isDirectionOverride(c))
                return Optional.of(CHARACTERS);
            else if (isLineBreakOrTab(c)) {
                if (!severalLines) return Optional.of(CHARACTERS);
            } else if (Character.isISOControl(c)) return Optional.of(CHARACTERS);
        }
        return Optional.empty();
    }

    /** Without any blank, hyphen or invisible mark: how codes and numbers are compared, since people group their digits. */
    public static String compact(String typed) {
        return without(normalise(typed), c -> isOutside(c) || isHyphen(c));
    }

    private static String without(String text, IntPredicate unwanted) {
        StringBuilder left = new StringBuilder(text.length());
        text.codePoints().filter(unwanted.negate()).forEach(left::appendCodePoint);
        return left.toString();
    }

    /**
     * What no screen shows (Unicode's default-ignorable code points): marks, overrides and isolates of the writing direction,
     * joiners, soft hyphens, variation selectors, tags, fillers, the byte order mark.
     */
    private static boolean isInvisible(int c) {
        return c >= FIRST_INVISIBLE && UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }

    private static boolean isOutside(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || isInvisible(c);
    }

    /** Only its words and numbers, in small letters and with one blank between: how addresses are compared. */
    public static String words(String typed) {
        StringBuilder words = new StringBuilder(typed.length());
        Normalizer.normalize(normalise(typed), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(c -> {
                    if (Character.isLetterOrDigit(c)) words.appendCodePoint(c);
                    else if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') words.append(' ');
                });
        return words.toString().strip();
    }

    private static boolean isDirectionOverride(char c) {
        return c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
    }

    private static boolean isLineBreakOrTab(char c) {
        return c == '\n' || c == '\r' || c == '\t' || c == '\u2028' || c == '\u2029';
    }

    /** Blanks of every script, and the marks a paste brings along: zero-width ones, direction marks, the byte order mark. */
    private static boolean isOuterBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c >= '\u200B' && c <= '\u200F' || c == '\uFEFF';
    }

    private static boolean isHyphen(int c) {
        return c == '-' || c >= '\u2010' && c <= '\u2015' || c == '\u2212';
    }
}
