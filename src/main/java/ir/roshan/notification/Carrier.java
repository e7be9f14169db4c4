package ir.roshan.notification;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose network brings a message to a telephone. */
enum Carrier {
    /** The messenger Bale, by telephone number ({@link SafirGateway}). */
    BALE,
    SMS;

    /** As settings and the table write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if it is none */
    static Carrier of(String word) {
        return Arrays.stream(values())
                .filter(carrier -> carrier.word().equals(word.trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("«" + word.trim() + "» is neither bale nor sms"));
    }

    static Set<Carrier> read(String words) {
        Set<Carrier> carriers = EnumSet.noneOf(Carrier.class);
        if (words != null && !words.isEmpty()) for (String word : words.split(",")) carriers.add(of(word));
        return carriers;
    }

    static String write(Collection<Carrier> carriers) {
        return carriers.stream().sorted().map(Carrier::word).collect(Collectors.joining(","));
    }
}
