package ir.roshan.api;

import ir.roshan.request.TrackingCode;
import ir.roshan.request.UnknownRequest;
import ir.roshan.security.Attempts;
import ir.roshan.security.Attempts.Kind;
import ir.roshan.security.CallerAddress;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Keeps tracking codes from being tried one after another. Whoever has named too many that nobody bears is answered nothing for
 * a while, be the next one right or wrong; who names the right one is never counted, since carriers share addresses.
 */
@Component
class CodeGuessing {
    private final Attempts attempts;

    CodeGuessing(Attempts attempts) {
        this.attempts = attempts;
    }

    /**
     * @throws ir.roshan.security.TooManyAttempts if the caller has tried too many
     * @throws UnknownRequest if there is no such request
     */
    <T> T lookUp(Supplier<T> lookUp) {
        Caller caller = Caller.current();
        Kind kind = caller.account() == null ? Kind.UNKNOWN_CODE : Kind.UNKNOWN_CODE_OF_ACCOUNT;
        String who = caller.account() == null ? CallerAddress.current().orElse("") : caller.account();
        attempts.requireOpen(kind, who);
        try {
            return lookUp.get();
        } catch (UnknownRequest e) {
            attempts.failed(kind, who);
            throw e;
        }
    }

    /** The same for a change: a code that nobody bears closes after as many wrong digits as any other, and tells nothing by that. */
    <T> T change(TrackingCode code, Supplier<T> change) {
        attempts.requireOpen(Kind.WRONG_DIGITS, code.value());
        return lookUp(() -> {
            try {
                return change.get();
            } catch (UnknownRequest e) {
                attempts.count(Kind.WRONG_DIGITS, code.value());
                throw e;
            }
        });
    }
}
