package ir.roshan.security;

/** Text of whatever origin as it may stand in one line of the log. */
final class OneLine {
    private static final int LONGEST = 4_000;

    private OneLine() {}

    /** @return null for null */
    static String of(String text) {
        if (text == null) {
            return null;
        }
        int length = Math.min(text.length(), LONGEST);
        StringBuilder line = new StringBuilder(length + 16);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append(c);
                default -> {
                    if (isUnseen(c)) {
                        line.append("\\u%04x".formatted((int) c));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
        return length < text.length() ? line.append('…').toString() : line.toString();
    }

    /** Control characters, line ends of Unicode's, and what turns the direction of writing. Half-spaces are Persian spelling. */
    static boolean isUnseen(char c) {
        return Character.isISOControl(c)
                || c == '\u2028'
                || c == '\u2029'
                || c >= '\u202A' && c <= '\u202E'
                || c >= '\u2066' && c <= '\u2069';
    }
}
