package ir.roshan.security;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where a hole is reported (RFC 9116). It expires half a year from whenever it is read: the contact is a setting, and as fresh as that. */
@RestController
class SecurityText {
    private static final Duration VALID_FOR = Duration.ofDays(180);

    private final WebSettings settings;
    private final Clock clock;

    SecurityText(WebSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping(path = "/.well-known/security.txt", produces = "text/plain;charset=UTF-8")
    String text() {
        return """
                Contact: %s
                Expires: %s
                Preferred-Languages: fa, en
                """.formatted(settings.contact(), clock.instant().plus(VALID_FOR).truncatedTo(ChronoUnit.DAYS));
    }
}
