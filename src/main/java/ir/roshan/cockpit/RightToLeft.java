package ir.roshan.cockpit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Mirrors a stylesheet that was written for reading from left to right, by the rules of rtlcss (docs/adr/0013). What is not
 * a declaration, and what it does not know, passes as it is: in a stylesheet of others a lost rule would go unnoticed.
 */
final class RightToLeft {
    /** What must not be looked into: addresses, strings, comments. */
    private static final Pattern OPAQUE = Pattern.compile(
            "url\\((?:\"[^\"]*\"|'[^']*'|[^)]*)\\)|\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|/\\*.*?\\*/",
            Pattern.DOTALL);

    private static final Pattern SIDE = Pattern.compile("(?<![a-zA-Z])(left|right)(?![a-zA-Z])");
    private static final Pattern COMPASS = Pattern.compile("(?<![a-z])([ns]?)([ew])-resize");
    private static final Pattern NUMBER = Pattern.compile("([-+]?)((?:\\d+\\.?\\d*|\\.\\d+))([a-z%]*)");
    private static final Pattern FUNCTION = Pattern.compile(
            "(translate|translateX|translate3d|rotate|rotateZ|rotateY|skew|skewX|matrix)\\(([^()]*)\\)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern GRADIENT_ANGLE =
            Pattern.compile("(linear-gradient\\(\\s*)([-+]?[\\d.]+)(deg|grad|rad|turn)");
    private static final Pattern PERCENT = Pattern.compile("^(-?[\\d.]+)%$");

    /** Their values name a side. */
    private static final Set<String> SIDED = Set.of(
            "float",
            "clear",
            "text-align",
            "text-align-last",
            "justify-content",
            "justify-items",
            "justify-self",
            "caption-side",
            "background",
            "background-image",
            "background-position",
            "background-position-x",
            "border-image",
            "object-position",
            "mask",
            "mask-position",
            "perspective-origin",
            "transform-origin",
            "transition",
            "transition-property",
            "will-change");

    /** Their four values begin at the top and go with the clock. */
    private static final Set<String> FOUR_SIDED = Set.of(
            "margin",
            "padding",
            "inset",
            "border-width",
            "border-style",
            "border-color",
            "scroll-margin",
            "scroll-padding");

    private static final Set<String> SHADOWS = Set.of("box-shadow", "text-shadow");
    private static final Set<String> POSITIONS =
            Set.of("background", "background-position", "background-position-x", "object-position", "mask-position");

    private RightToLeft() {}

    static String mirror(String stylesheet) {
        StringBuilder mirrored = new StringBuilder(stylesheet.length() + 1024);
        int from = 0;
        int depth = 0;
        for (int i = 0; i < stylesheet.length(); i++) {
            char c = stylesheet.charAt(i);
            if (c == '"' || c == '\'') i = endOfString(stylesheet, i, c);
            else if (c == '/' && stylesheet.startsWith("/*", i)) i = endOfComment(stylesheet, i);
            else if (c == '(') depth++;
            else if (c == ')' && depth > 0) depth--;
            else if (depth == 0 && (c == '{' || c == '}' || c == ';')) {
                String piece = stylesheet.substring(from, i);
                // What stands before a brace chooses elements; what begins with @ commands the parser.
                mirrored.append(c == '{' || piece.stripLeading().startsWith("@") ? piece : declaration(piece))
                        .append(c);
                from = i + 1;
            }
        }
        return mirrored.append(stylesheet.substring(from)).toString();
    }

    private static int endOfString(String text, int at, char quote) {
        int i = at + 1;
        while (i < text.length() && text.charAt(i) != quote) i += text.charAt(i) == '\\' ? 2 : 1;
        return i;
    }

    private static int endOfComment(String text, int at) {
        int end = text.indexOf("*/", at + 2);
        return end < 0 ? text.length() : end + 1;
    }

    private static String declaration(String piece) {
        List<String> opaque = new ArrayList<>();
        String bare = OPAQUE.matcher(piece).replaceAll(hidden -> {
            opaque.add(hidden.group());
            return "\u0001" + (char) (0xE000 + opaque.size() - 1);
        });
        int colon = bare.indexOf(':');
        if (colon < 0) return piece;
        String property = bare.substring(0, colon);
        // A variable of the stylesheet may stand for anything, and is read by its name.
        if (property.strip().startsWith("--")) return piece;
        String value = bare.substring(colon + 1);
        String mirrored =
                swapSides(property) + ":" + mirroredValue(property.strip().toLowerCase(Locale.ROOT), value);
        for (int i = 0; i < opaque.size(); i++)
            mirrored = mirrored.replace("\u0001" + (char) (0xE000 + i), opaque.get(i));
        return mirrored;
    }

    private static String mirroredValue(String written, String value) {
        String property = written.replaceFirst("^[*_]?-(webkit|moz|ms|o)-", "").replaceFirst("^[*_]", "");
        String mirrored = SIDED.contains(property) ? swapSides(value) : value;
        if (POSITIONS.contains(property)) mirrored = position(property, mirrored);
        if (property.startsWith("background")) mirrored = gradients(mirrored);
        if (FOUR_SIDED.contains(property)) return fourSides(mirrored);
        if (property.equals("border-radius")) return corners(mirrored);
        if (SHADOWS.contains(property)) return layers(mirrored, RightToLeft::shadow);
        if (property.equals("transform")) return functions(mirrored);
        if (property.equals("transform-origin") || property.equals("perspective-origin")) return origin(mirrored);
        if (property.equals("cursor"))
            return COMPASS.matcher(mirrored)
                    .replaceAll(m -> m.group(1) + (m.group(2).equals("e") ? "w" : "e") + "-resize");
        if (property.equals("direction"))
            return mirrored.contains("ltr") ? mirrored.replace("ltr", "rtl") : mirrored.replace("rtl", "ltr");
        return mirrored;
    }

    private static String swapSides(String text) {
        return SIDE.matcher(text).replaceAll(m -> m.group().equals("left") ? "right" : "left");
    }

    /** top right bottom left, then perhaps !important. */
    private static String fourSides(String value) {
        List<String> words = words(value);
        boolean important = !words.isEmpty() && words.get(words.size() - 1).startsWith("!");
        if (words.size() != (important ? 5 : 4)) return value;
        String right = words.get(1);
        words.set(1, words.get(3));
        words.set(3, right);
        return lead(value) + String.join(" ", words);
    }

    /** Top left, top right, bottom right, bottom left; behind a slash the same again. */
    private static String corners(String value) {
        String important = value.contains("!") ? value.substring(value.indexOf('!')) : "";
        String radii = important.isEmpty() ? value : value.substring(0, value.indexOf('!'));
        String mirrored = java.util.Arrays.stream(radii.split("/"))
                .map(half -> {
                    List<String> w = words(half);
                    return switch (w.size()) {
                        case 2 -> w.get(1) + " " + w.get(0);
                        case 3 -> w.get(1) + " " + w.get(0) + " " + w.get(1) + " " + w.get(2);
                        case 4 -> w.get(1) + " " + w.get(0) + " " + w.get(3) + " " + w.get(2);
                        default -> half.strip();
                    };
                })
                .collect(Collectors.joining(" / "));
        return lead(value) + mirrored + (important.isEmpty() ? "" : " " + important);
    }

    /** The first length of a shadow is its way to the right. */
    private static String shadow(String layer) {
        List<String> words = words(layer);
        for (int i = 0; i < words.size(); i++) {
            if (NUMBER.matcher(words.get(i)).matches()) {
                words.set(i, negated(words.get(i)));
                return lead(layer) + String.join(" ", words);
            }
        }
        return layer;
    }

    private static String functions(String value) {
        return FUNCTION.matcher(value).replaceAll(m -> Matcher.quoteReplacement(m.group(1) + "(" + arguments(m) + ")"));
    }

    private static String arguments(MatchResult function) {
        List<String> arguments = new ArrayList<>(List.of(function.group(2).split(",", -1)));
        List<Integer> turned = switch (function.group(1).toLowerCase(Locale.ROOT)) {
            case "matrix" -> List.of(1, 2, 4);
            case "skew" -> List.of(0, 1);
            default -> List.of(0);
        };
        for (int i : turned) if (i < arguments.size()) arguments.set(i, negated(arguments.get(i)));
        return String.join(",", arguments);
    }

    private static String negated(String length) {
        Matcher number = NUMBER.matcher(length.strip());
        if (!number.matches() || number.group(2).matches("[0.]+")) return length;
        String sign = number.group(1).equals("-") ? "" : "-";
        return lead(length) + sign + number.group(2) + number.group(3);
    }

    /** A percentage counts from the left edge; a length does so as well, and cannot be turned round without the box's width. */
    private static String position(String property, String value) {
        if (property.equals("background"))
            // Only as the first of two: alone it may be anything.
            return Pattern.compile("(?<=^|\\s)(-?[\\d.]+)%(?=\\s+-?[\\d.]+(?:%|px|em)?(?:\\s|$|!|/))")
                    .matcher(value)
                    .replaceFirst(m -> mirroredPercent(m.group(1)));
        return layers(value, RightToLeft::origin);
    }

    private static String origin(String value) {
        List<String> words = words(value);
        if (words.isEmpty()) return value;
        Matcher percent = PERCENT.matcher(words.get(0));
        if (!percent.matches()) return value;
        words.set(0, mirroredPercent(percent.group(1)));
        return lead(value) + String.join(" ", words);
    }

    private static String mirroredPercent(String number) {
        return new java.math.BigDecimal(100)
                        .subtract(new java.math.BigDecimal(number))
                        .stripTrailingZeros()
                        .toPlainString()
                + "%";
    }

    private static String gradients(String value) {
        return GRADIENT_ANGLE
                .matcher(value)
                .replaceAll(m -> Matcher.quoteReplacement(m.group(1) + negated(m.group(2)) + m.group(3)));
    }

    /** Parts between commas, apart from those in parentheses. */
    private static String layers(String value, java.util.function.UnaryOperator<String> change) {
        return split(value, ',').stream().map(change).collect(Collectors.joining(","));
    }

    private static List<String> words(String value) {
        List<String> words = split(value.strip().replaceAll("\\s+", " "), ' ');
        words.removeIf(String::isEmpty);
        return words;
    }

    private static List<String> split(String value, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '(') depth++;
            else if (c == ')') depth--;
            else if (c == separator && depth == 0) {
                parts.add(value.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(value.substring(from));
        return parts;
    }

    private static String lead(String value) {
        return value.substring(0, value.length() - value.stripLeading().length());
    }
}
