package ir.roshan.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * How many passwords did not open. Many addresses that try one account each a little are seen nowhere else: each of them
 * stays below what one may.
 */
@Component
class LoginFigures {
    static final String FAILED = "roshan.logins.failed";

    /** Refused are those that were not looked at. */
    enum Reason {
        WRONG,
        REFUSED
    }

    private final Map<Reason, Counter> failed = new EnumMap<>(Reason.class);

    LoginFigures(MeterRegistry registry) {
        for (Reason reason : Reason.values()) {
            failed.put(
                    reason,
                    Counter.builder(FAILED)
                            .description("Passwords that did not open an account, by why")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    void failed(Reason reason) {
        failed.get(reason).increment();
    }
}
