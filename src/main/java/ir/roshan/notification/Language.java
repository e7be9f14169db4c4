package ir.roshan.notification;

import java.util.Locale;

/** The languages a subscriber can be written to in. */
public enum Language {
    FA,
    EN;

    /** As it stands on the wire and in the table: {@code fa} or {@code en}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if {@code code} is neither {@code fa} nor {@code en} */
    public static Language of(String code) {
        for (Language language : values()) {
            if (language.code().equals(code)) return language;
        }
        throw new IllegalArgumentException("no such language");
    }

    Locale locale() {
        return Locale.forLanguageTag(code());
    }
}
