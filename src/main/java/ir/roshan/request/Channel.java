package ir.roshan.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * By which of the ways that the agreement names a request came in (A3.1, A4.1). The list is closed: each has an account that
 * bears its name, and whoever logs in with it stands for it.
 */
public enum Channel {
    PHONE_121(true),
    WEBSITE(false),
    MOBILE_APP(false),
    COUNTER_OFFICE(true),
    IN_PERSON(true);

    private final boolean attended;

    Channel(boolean attended) {
        this.attended = attended;
    }

    /** Whether a person of the company takes the report, and has the subscriber before them or on the telephone. */
    public boolean isAttended() {
        return attended;
    }

    /** The name of its account: MOBILE_APP has {@code mobile-app}. */
    public String account() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @return empty if no channel has an account of that name */
    public static Optional<Channel> ofAccount(String name) {
        return Arrays.stream(values())
                .filter(channel -> channel.account().equals(name))
                .findFirst();
    }
}
