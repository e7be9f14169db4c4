package ir.roshan.api;

import ir.roshan.request.ProofMismatch;
import ir.roshan.request.TrackingCode;
import ir.roshan.request.UnknownRequest;
import ir.roshan.security.Attempts;
import ir.roshan.security.Attempts.Kind;
import ir.roshan.security.CallerAddress;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Keeps tracking codes, last digits and bill ids from being tried one after another, or many at once. Whoever has named too many
 * that nobody bears is answered nothing for a while, be the next one right or wrong; who names the right one is never counted,
 * since carriers share addresses.
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
        return ofCaller(Kind.UNKNOWN_CODE, Kind.UNKNOWN_CODE_OF_ACCOUNT, UnknownRequest.class, lookUp);
    }

    /** The same for a change: a code that nobody bears closes after as many wrong digits as any other, and tells nothing by that. */
    <T> T change(TrackingCode code, Supplier<T> change) {
        return attempts.guess(
                Kind.WRONG_DIGITS,
                code.value(),
                UnknownRequest.class,
                () -> ofCaller(
                        Kind.WRONG_DIGITS_OF_ADDRESS,
                        Kind.WRONG_DIGITS_OF_ACCOUNT,
                        ProofMismatch.class,
                        () -> lookUp(change)));
    }

    /**
     * The same for what is told about a bill id.
     *
     * @throws ir.roshan.security.TooManyAttempts if the caller has tried too many
     * @throws UnknownServicePoint if the network has no such bill id
     */
    <T> T ofBill(Supplier<T> told) {
        return ofCaller(Kind.UNKNOWN_BILL, Kind.UNKNOWN_BILL_OF_ACCOUNT, UnknownServicePoint.class, told);
    }

    /**
     * The same for the link by which messages are stopped.
     *
     * @throws ir.roshan.security.TooManyAttempts if the caller has tried too many
     * @throws UnknownStop if no number has it
     */
    <T> T ofStop(Supplier<T> told) {
        return ofCaller(Kind.UNKNOWN_CODE, Kind.UNKNOWN_CODE_OF_ACCOUNT, UnknownStop.class, told);
    }

    /**
     * The same for a desk that looks something up.
     *
     * @param inVain whether what was found is nothing
     */
    <T> T ofDesk(Supplier<T> lookUp, Predicate<T> inVain) {
        return attempts.guess(Kind.UNKNOWN_BILL_OF_ACCOUNT, Caller.current().account(), inVain, lookUp);
    }

    private <T> T ofCaller(Kind ofAddress, Kind ofAccount, Class<? extends RuntimeException> wrong, Supplier<T> guess) {
        Caller caller = Caller.current();
        return caller.speaksForMany()
                ? attempts.guess(ofAccount, caller.account(), wrong, guess)
                : attempts.guess(ofAddress, CallerAddress.current().orElse(""), wrong, guess);
    }
}
