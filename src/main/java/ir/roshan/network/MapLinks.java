package ir.roshan.network;

import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a place is shown on a map of the company's choice.
 *
 * @param link an address with {@code {latitude}} and {@code {longitude}}; what is put in is degrees, WGS 84, five decimals
 */
@ConfigurationProperties("roshan.map")
public record MapLinks(
        @DefaultValue(MapLinks.OPEN_STREET_MAP) String link) {
    static final String OPEN_STREET_MAP = "https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}&zoom=17";

    /** With the place put in: an SMS to a crew has to hold it. */
    static final int LONGEST = 100;

    /** @throws IllegalArgumentException if the link is no web address, leaves one of the two out, or is too long for an SMS */
    public MapLinks {
        boolean web = link.startsWith("https://") || link.startsWith("http://");
        if (!web || !link.contains("{latitude}") || !link.contains("{longitude}")) {
            throw new IllegalArgumentException(
                    "roshan.map.link has to be a web address with {latitude} and {longitude}, and is " + link);
        }
        if (of(link, -89.99999, -179.99999).length() > LONGEST) {
            throw new IllegalArgumentException("roshan.map.link has to stay within " + LONGEST
                    + " characters with a place put in, since crews get it by SMS, and is " + link);
        }
    }

    /** @return null where one of the two is not known */
    public String to(Double latitude, Double longitude) {
        return latitude == null || longitude == null ? null : of(link, latitude, longitude);
    }

    private static String of(String link, double latitude, double longitude) {
        return link.replace("{latitude}", degrees(latitude)).replace("{longitude}", degrees(longitude));
    }

    private static String degrees(double value) {
        return String.format(Locale.ROOT, "%.5f", value);
    }
}
