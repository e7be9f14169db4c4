package ir.roshan.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The street-level part of an address: quarter and street as they stand there, and nothing finer, as far as the words below
 * tell what is finer. Addresses go from wide to narrow, with commas, dashes or nothing between their parts; the alley, or the
 * house, is where reading ends. What is wider is known for Qom.
 */
public final class StreetOfAddress {
    /** Longer ones name no street. */
    static final int LONGEST = 120;

    private static final int MOST_PARTS = 2;

    private static final Pattern BETWEEN_PARTS = Pattern.compile("[،,؛;:/\\n\\r\\t]+|\\s[-–—]+\\s|[–—]");

    /** What is narrower than a street, or stands beside a house: from there on an address is somebody's. */
    private static final Pattern FINER = Pattern.compile(
            "(?<!\\p{L})(?:کوچه|کوچهٔ|کوچۀ|ک|پلاک|پ|فرعی|بن[\\s\u200C]?بست|واحد|طبقه|طبقهٔ|ساختمان|آپارتمان|مجتمع|برج|بلوک|پاساژ|دفتر|درب"
                    + "|منزل|ویلا|مغازه|آقای|خانم|جنب|نبش|روبروی?|روبه[\\s\u200C]?روی?|مقابل|پشت|بالاتر|پایین[\\s\u200C]?تر|بعد|قبل|نرسیده|بین|کد\\s?پستی|تلفن)(?:\u200Cی)?(?!\\p{L}|\u200C\\p{L})"
                    + "|(?<!\\p{L})(?:ک|پ)\\s?[0-9]");

    /** Wider than what tells anybody where it is. */
    private static final Pattern WIDER = Pattern.compile("(?:ایران|(?:استان\\s+|شهر\\s+|شهرستان\\s+)?قم)");

    /** What a street or a quarter is, before its name. */
    private static final String KINDS = "خیابان|بلوار|میدان|شهرک|کوی|محلهٔ?|جاده|بزرگراه|روستای?|منطقهٔ?|ناحیهٔ?|فاز";

    /** What is wider, where no comma follows. */
    private static final Pattern WIDER_BEFORE_STREET =
            Pattern.compile("^" + WIDER.pattern() + "\\s+(?=(?:" + KINDS + ")(?!\\p{L}))");

    /** A number behind the name of a street is a house; before or in it, or behind a kind, which some are numbered by, a part of the name. */
    private static final Pattern HOUSE = Pattern.compile("(?<=\\p{L})(?<!(?:^|\\s)(?:" + KINDS
            + "|متری))\\s*(?:شماره(?:ٔ)?\\s*)?[0-9]+(?:\\s+[0-9]+)*(?:\\s*(?:الف|ب|ج|د))?$");

    /** What was cut off behind it would have been its name. */
    private static final Pattern NAMELESS = Pattern.compile(KINDS);

    private static final Pattern KIND_BEFORE_NAME = Pattern.compile("^(?:(?:" + KINDS + ")\\s+)+");

    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private StreetOfAddress() {}

    /** @param address normalised; empty where it names no street or quarter */
    public static Optional<String> of(String address) {
        String street = String.join("، ", partsOf(address));
        return street.isEmpty() || street.length() > LONGEST ? Optional.empty() : Optional.of(street);
    }

    /**
     * The same of what somebody has typed, who may have typed their name as well: only what says that it is a street or a quarter.
     */
    public static Optional<String> ofTyped(String address) {
        String street = String.join(
                "، ",
                partsOf(address).stream()
                        .filter(part -> KIND_BEFORE_NAME.matcher(part).find())
                        .toList());
        return street.isEmpty() || street.length() > LONGEST ? Optional.empty() : Optional.of(street);
    }

    /**
     * What somebody else would call it, who says another kind or none: «معلم» of «خیابان معلم». Where only a number is left, the
     * kind is a part of the name.
     */
    public static String nameIn(String part) {
        String name = KIND_BEFORE_NAME.matcher(part).replaceFirst("");
        return LETTER.matcher(name).find() ? name : part;
    }

    /** The quarter and the street, or either, as they stand there. @param address normalised */
    public static List<String> partsOf(String address) {
        List<String> parts = new ArrayList<>();
        for (String written : BETWEEN_PARTS.split(address)) {
            Matcher finer = FINER.matcher(written);
            boolean ends = finer.find();
            String part = (ends ? written.substring(0, finer.start()) : written)
                    .replaceAll("[\\s.()\"«»-]+", " ")
                    .strip();
            part = WIDER_BEFORE_STREET.matcher(part).replaceFirst("");
            part = HOUSE.matcher(part).replaceFirst("").strip();
            if (LETTER.matcher(part).find()
                    && !WIDER.matcher(part).matches()
                    && !NAMELESS.matcher(part).matches()) {
                parts.add(part);
            }
            if (ends || parts.size() == MOST_PARTS) {
                break;
            }
        }
        return parts;
    }
}
