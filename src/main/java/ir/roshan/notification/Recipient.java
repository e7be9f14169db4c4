package ir.roshan.notification;

import ir.roshan.text.MobileNumber;
import java.util.Objects;

/** Who is told, and in which language. */
public record Recipient(MobileNumber mobile, Language language) {
    public Recipient {
        Objects.requireNonNull(mobile, "mobile");
        Objects.requireNonNull(language, "language");
    }
}
