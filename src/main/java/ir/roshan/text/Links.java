package ir.roshan.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the links out of what strangers and lists say before it goes out under the company's name: whatever a telephone would
 * make a link of, however it is written. What is clearly one goes; what an address could mean as well, as {@code خ.ایران} or
 * {@code St.Alley}, keeps its words and gets a blank behind the dot, and is no link any more. Codes that a telephone dials at a
 * touch go as well.
 */
public final class Links {
    /** Telephones take all of these for the dot of a domain, or for a slash. */
    private static final String DOTS = "\u3002\uFF0E\uFF61\u2024\uFE52\u06D4\u00B7";

    private static final String SLASHES = "\\\u2044\u2215\u29F8";
    /** Letters by Unicode, and nothing to be seen. */
    private static final String FILLERS = "\u115F\u1160\u3164\uFFA0\u2800";

    /** How far a link goes on: to the next blank, or to where a Persian sentence goes on. */
    private static final String ON = "[^\\s،؛«»<>()\"]*";

    /** By its beginning, whatever follows. */
    private static final Pattern BEGUN = Pattern.compile(
            "(?:[a-z0-9+.-]*://|[a-z][a-z0-9+.-]*:/|(?<![\\p{L}\\p{N}])(?:mailto|sms|smsto|intent|market|javascript|data|geo|tg|whatsapp|viber|magnet|bitcoin):(?=[^\\s])|(?<![\\p{L}\\p{N}])www\\d?\\.)"
                    + ON);

    /** With an at sign between something and something: an address of mail, or a name before a domain. */
    private static final Pattern AT =
            Pattern.compile("[^\\s،؛«»<>()\"@]*[\\p{L}\\p{N}]@" + ON + "|@[\\p{L}\\p{N}_]" + ON);

    /** Behind it nothing is begun. */
    private static final String CLOSING = ".,،؛;:!?؟)»\"'";

    /** What a telephone dials at a touch, and moves money by. */
    private static final Pattern CODE = Pattern.compile("(?<!\\d)(?:\\*+|#{2,}|#(?=[\\d*]+#))\\d[\\d*]*#?");

    /** Signs and pictures are letters of a domain for some telephones; and whatever stands before a colon may name a program. */
    private static final Pattern GLUE = Pattern.compile("(?<=[^\\s.\\p{L}\\p{N}_-])\\.(?=[^\\s" + CLOSING + "])"
            + "|(?<=[^\\s.])\\.(?=[^\\s\\p{L}\\p{N}_\\-" + CLOSING + "])"
            + "|(?<=[a-z+-]):(?=[^\\s" + CLOSING + "])"
            + "|(?<=[a-z0-9+-]):(?=[^\\s\\d" + CLOSING + "])");

    private static final Pattern CHAIN = Pattern.compile(
            "(?<labels>[\\p{L}\\p{N}_-]+(?:\\.[\\p{L}\\p{N}_-]+)+)\\.?(?<rest>(?::\\d{1,5}(?!\\d))?(?:[/?#]" + ON
                    + ")?)");

    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern IP = Pattern.compile(
            "(?<!\\d)(?<!\\d\\.)(?:" + BYTE + "\\.){3}" + BYTE + "(?!\\d)(?!\\.\\d)(?::\\d{1,5})?(?:[/?#]" + ON + ")?");
    /** The last part of a domain; behind it a word can go on without a blank. */
    private static final Pattern LATIN_NAME = Pattern.compile("(xn--[a-z0-9-]+|[a-z]{2,})(?![a-z0-9])");

    private static final Pattern ARABIC_NAME = Pattern.compile("(\\p{IsArabic}{2,})(?!\\p{IsArabic})");
    private static final Pattern OTHER_NAME = Pattern.compile("[\\p{L}&&[^a-z\\p{IsArabic}]]\\p{L}");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    /** What stands before a dot in an address: there is no blank behind it where people are in a hurry. */
    private static final Set<String> ADDRESS_WORDS = Set.of(
            "خ", "ک", "پ", "م", "ب", "ط", "و", "ش", "ج", "د", "ف", "ق", "خیابان", "کوچه", "پلاک", "میدان", "بلوار",
            "بل", "طبقه", "واحد", "کوی", "شهرک", "محله", "ساختمان", "مجتمع", "بلوک", "جاده", "روستا", "شهر", "بزرگراه",
            "اتوبان", "چهارراه", "فلکه", "بن", "بست", "فرعی", "پست", "فیدر", "st", "ave", "av", "blvd", "bld", "bldg",
            "no", "sq", "apt", "alley", "unit", "fl", "floor", "rd", "dr", "km", "str", "co", "hwy", "ln", "mr", "mrs",
            "eng");

    private Links() {}

    /** The same without links: blank where there was nothing else. */
    public static String without(String text) {
        String left = text;
        // What is left of one can be another.
        for (String before = null; !left.equals(before); ) {
            before = left;
            left = once(Seen.of(left, true));
            if (left.equals(before)) left = once(Seen.of(left, false));
        }
        return left.equals(text) ? text : tidy(left);
    }

    private static String once(Seen seen) {
        for (Pattern pattern : List.of(BEGUN, AT, IP, CODE)) {
            Matcher found = pattern.matcher(seen.plain);
            if (found.find()) return seen.replaced(found.start(), found.end(), " ");
        }
        Matcher chain = CHAIN.matcher(seen.plain);
        // What follows one that means nothing can mean something.
        for (int at = 0; chain.find(at); at = chain.end("labels")) {
            String[] labels = chain.group("labels").split("\\.");
            boolean goesOn = !chain.group("rest").isEmpty();
            switch (meaning(labels, goesOn)) {
                case LINK -> {
                    return seen.replaced(chain.start(), chain.end(), " ");
                }
                case PERHAPS -> {
                    return seen.parted(chain.start(), chain.end("labels"));
                }
                case NONE -> {}
            }
        }
        Matcher glue = GLUE.matcher(seen.plain);
        return glue.find() ? seen.replaced(glue.end(), glue.end(), " ") : seen.text;
    }

    private enum Meaning {
        LINK,
        PERHAPS,
        NONE
    }

    private static Meaning meaning(String[] labels, boolean goesOn) {
        Meaning most = Meaning.NONE;
        // A domain can be followed by a dot and more without a blank.
        for (int i = 1; i < labels.length; i++) {
            Meaning one = meaning(labels[i - 1], labels[i], goesOn || i > 1);
            if (one == Meaning.LINK) return one;
            if (one == Meaning.PERHAPS) most = one;
        }
        return most;
    }

    private static Meaning meaning(String before, String name, boolean goesOn) {
        boolean isAddress =
                ADDRESS_WORDS.contains(before) || DIGITS.matcher(before).matches();
        Matcher latin = LATIN_NAME.matcher(name);
        if (latin.lookingAt()) {
            String end = latin.group(1);
            boolean known = end.length() == 2 || end.startsWith("xn--") || DomainEndings.isKnown(end);
            if (!known) return Meaning.PERHAPS;
            return isAddress && !goesOn ? Meaning.PERHAPS : Meaning.LINK;
        }
        Matcher arabic = ARABIC_NAME.matcher(name);
        if (arabic.lookingAt()) {
            if (!DomainEndings.isKnownInArabic(arabic.group(1))) return Meaning.NONE;
            return goesOn && !isAddress ? Meaning.LINK : Meaning.PERHAPS;
        }
        return OTHER_NAME.matcher(name).lookingAt() ? Meaning.LINK : Meaning.NONE;
    }

    /** No blanks and commas where a link has left them alone. */
    private static String tidy(String text) {
        return text.replaceAll("\\(\\s*\\)|«\\s*»", " ")
                .replaceAll("\\s+([،؛])", "$1")
                .replaceAll("([،؛])(?:\\s*[،؛])+", "$1")
                .replaceAll(" {2,}", " ")
                .replaceAll("^[\\s،؛]+|[\\s،؛]+$", "");
    }

    /**
     * A text as a telephone's eye sees it: small letters and digits of one kind, one dot and one slash, nothing invisible, and
     * percent signs read or not. {@code from} says where in the text each character comes from, and has one element more.
     */
    private record Seen(String text, String plain, List<Integer> from) {
        static Seen of(String text, boolean percentSignsRead) {
            StringBuilder plain = new StringBuilder(text.length());
            List<Integer> from = new ArrayList<>(text.length() + 1);
            for (int i = 0; i < text.length(); ) {
                int c = text.codePointAt(i);
                int length = Character.charCount(c);
                String read = plain(c);
                if (percentSignsRead && c == '%' && i + 2 < text.length()) {
                    int byTwoDigits = hex(text, i + 1);
                    if (byTwoDigits > ' ' && byTwoDigits < 0x7F) {
                        read = plain(byTwoDigits);
                        length = 3;
                    }
                }
                for (int k = 0; k < read.length(); k++) {
                    plain.append(read.charAt(k));
                    from.add(i);
                }
                i += length;
            }
            from.add(text.length());
            return new Seen(text, plain.toString(), from);
        }

        private static int hex(String text, int at) {
            int high = Character.digit(text.charAt(at), 16);
            int low = Character.digit(text.charAt(at + 1), 16);
            return high < 0 || low < 0 ? -1 : high * 16 + low;
        }

        /** Nothing for what cannot be seen. */
        private static String plain(int c) {
            if (DOTS.indexOf(c) >= 0) return ".";
            if (SLASHES.indexOf(c) >= 0) return "/";
            if (FILLERS.indexOf(c) >= 0) return "";
            StringBuilder plain = new StringBuilder();
            TypedText.normalise(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC))
                    .codePoints()
                    .filter(Links::isSeen)
                    .forEach(plain::appendCodePoint);
            if (plain.isEmpty() && (Character.isWhitespace(c) || Character.isSpaceChar(c))) return " ";
            return plain.toString().toLowerCase(Locale.ROOT).replace('\u3002', '.');
        }

        String replaced(int begin, int end, String by) {
            return text.substring(0, from.get(begin)) + by + text.substring(from.get(end));
        }

        /** A blank behind each of the dots. */
        String parted(int begin, int end) {
            StringBuilder parted = new StringBuilder(text.substring(0, from.get(begin)));
            int written = from.get(begin);
            for (int i = begin; i < end; i++)
                if (plain.charAt(i) == '.') {
                    int behind = from.get(i + 1);
                    parted.append(text, written, behind).append(' ');
                    written = behind;
                }
            return parted.append(text.substring(written)).toString();
        }
    }

    private static boolean isSeen(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.CONTROL ->
                c == '\n' || c == '\t';
            default -> true;
        };
    }
}
