package ir.roshan.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * What a person typed, brought to one spelling at the edge, so that everything behind it compares plain strings: two
 * keyboards write the same Persian word with different code points and the same number with three sets of digits.
 */
public final class TypedText {
    /** The one code {@link #problemOf} answers; also the code of a {@link RowProblem}. */
    public static final String CHARACTERS = "characters";

    private static final char REPLACEMENT = '\uFFFD';

    private TypedText() {}

    /**
     * Persian and Arabic digits become Latin, ي and ى become ی, ك becomes ک, tatweel goes, the rest is composed (NFC)
     * and outer blanks and invisible marks are trimmed. The zero-width non-joiner inside a word stays: in Persian it is
     * spelling.
     *
     * @param typed never null; text that {@link #problemOf} refuses is let through unharmed
     */
    public static String normalise(String typed) {
        String composed = Normalizer.normalize(typed, Normalizer.Form.NFC);
        StringBuilder normal = new StringBuilder(composed.length());
        for (int i = 0; i < composed.length(); i++) {
            char c = composed.charAt(i);
            if (c >= '\u06F0' && c <= '\u06F9') normal.append((char) (c - '\u06F0' + '0'));
            else if (c >= '\u0660' && c <= '\u0669') normal.append((char) (c - '\u0660' + '0'));
            else if (c == '\u064A' || c == '\u0649') normal.append('\u06CC');
            else if (c == '\u0643') normal.append('\u06A9');
            else if (c != '\u0640') normal.append(c);
        }
        int from = 0;
        int to = normal.length();
        while (from < to && isOuterBlank(normal.charAt(from))) from++;
        while (to > from && isOuterBlank(normal.charAt(to - 1))) to--;
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
        String normal = normalise(typed);
        StringBuilder compact = new StringBuilder(normal.length());
        for (int i = 0; i < normal.length(); i++) {
            char c = normal.charAt(i);
            if (!isOuterBlank(c) && !isHyphen(c)) compact.append(c);
        }
        return compact.toString();
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

    private static boolean isHyphen(char c) {
        return c == '-' || c >= '\u2010' && c <= '\u2015' || c == '\u2212';
    }
}
