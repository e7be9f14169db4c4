package ir.roshan.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What depends on the supply of a service point, where it is more than a household or a trade. */
public enum Critical {
    HOSPITAL,
    LIFE_SUPPORT,
    WATER,
    TELECOM,
    PUBLIC_SAFETY;

    /** As files, decisions and the database write it: {@code life_support}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty where no kind has that code; case counts for nothing. */
    public static Optional<Critical> of(String code) {
        return Arrays.stream(values())
                .filter(critical -> critical.code().equalsIgnoreCase(code))
                .findFirst();
    }
}
