package ir.roshan.request;

import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Step 1: the request comes in (A3.1). What is answered to a client's idempotency key is kept beside the request, in its transaction. */
@Service
public class Intake {
    private final RestorationWorkflow workflow;
    private final OpenReports openReports;
    private final Danger danger;
    private final IdempotencyKeys keys;

    Intake(@Lazy RestorationWorkflow workflow, OpenReports openReports, Danger danger, IdempotencyKeys keys) {
        this.workflow = workflow;
        this.openReports = openReports;
        this.danger = danger;
        this.keys = keys;
    }

    /**
     * What a client calls one submission, so that it can be repeated safely.
     *
     * @param account the client's account; null for the company's own page
     * @param mobile the number that is reported with, as far as it can be read
     * @param address that the call comes from
     * @param key up to 64 visible ASCII characters
     * @param body in a canonical form
     */
    public record Idempotency(String account, String mobile, String address, String key, String body) {
        boolean hasAccount() {
            return account != null;
        }

        /** All of it is somebody's. */
        @Override
        public String toString() {
            return "Idempotency[" + (hasAccount() ? account : "no account") + "]";
        }
    }

    /**
     * What has come of a report.
     *
     * @param already whether the request was open before, and nothing was registered
     */
    public record Submitted(TrackingCode trackingCode, boolean already) {}

    /** When this returns, the request, its tracking code and its workflow are durable, or none of them is. */
    @Transactional
    public Submitted submit(NewRequest request) {
        return openReports
                .alreadyMade(request)
                .map(code -> {
                    danger.reportedAgain(code, request.hazard());
                    return new Submitted(code, true);
                })
                .orElseGet(() -> new Submitted(workflow.start(request), false));
    }

    /**
     * The same.
     *
     * @param answer makes the text that is answered; within the transaction, so that nothing that is registered can fail to be
     *     told for want of another connection
     */
    @Transactional
    public String submit(NewRequest request, Function<Submitted, String> answer) {
        return answer.apply(submit(request));
    }

    /**
     * The same, once for each key.
     *
     * @param answer makes the text that is answered, and will be answered again
     * @throws IdempotencyKeyReused if the key came with another body
     * @throws org.springframework.dao.DuplicateKeyException if the same key is being submitted at this very moment; try again
     */
    @Transactional
    public String submitOnce(Idempotency idempotency, NewRequest request, Function<Submitted, String> answer) {
        Optional<String> before = answered(idempotency);
        if (before.isPresent()) {
            return before.get();
        }
        Submitted submitted = submit(request);
        String text = answer.apply(submitted);
        keys.keep(idempotency, submitted.trackingCode(), text);
        return text;
    }

    /**
     * What was answered to the key before, if anything. To be asked before the body is judged: what was right when it came
     * first, such as a moment of some days ago, is answered again although it would be refused by now.
     *
     * @throws IdempotencyKeyReused if the key came with another body
     */
    public Optional<String> answered(Idempotency idempotency) {
        return keys.answered(idempotency);
    }
}
