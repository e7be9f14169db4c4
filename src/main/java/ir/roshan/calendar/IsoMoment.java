package ir.roshan.calendar;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;

/** Reads moments as the contract writes them: ISO 8601 with an offset. */
public final class IsoMoment {
    /** {@code +03:30} and {@code Z}, and {@code +0330} as the engine's own API writes it. */
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT)
            .withChronology(java.time.chrono.IsoChronology.INSTANCE);

    private IsoMoment() {}

    /**
     * @throws DateTimeParseException if it is no moment, an impossible one, or has no offset
     */
    public static OffsetDateTime parse(String text) {
        return OffsetDateTime.parse(text, FORMAT);
    }
}
