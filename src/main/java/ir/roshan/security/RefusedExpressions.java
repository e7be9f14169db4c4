package ir.roshan.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Expressions that somebody sent and that were not evaluated: each is counted, and listed for administrators by who sent it,
 * by which door, and when; never by what was typed. Of one account so many an hour are listed and logged one by one, on each
 * node. The rest of a flood is listed as a number, every ten minutes, since neither the audit log nor the other one is to be
 * filled by whoever likes.
 */
@Component
public class RefusedExpressions {
    private static final int LISTED_AN_HOUR = 60;

    /** Where it is remembered that the engine has refused one, whatever becomes of its exception on the way back. */
    private static final String IN_THE_ENGINE = RefusedExpressions.class.getName() + ".inTheEngine";

    private static final Logger LOG = LoggerFactory.getLogger(RefusedExpressions.class);
    private static final Duration HOUR = Duration.ofHours(1);
    /** More than there are accounts. */
    private static final int ACCOUNTS = 10_000;

    private final AuditLog audit;
    private final MeterRegistry registry;
    private final LoadingCache<String, Listed> listed = Caffeine.newBuilder()
            .maximumSize(ACCOUNTS)
            .expireAfterAccess(HOUR.multipliedBy(2))
            .build(account -> new Listed());

    /** What was listed of one account, and how many were not. */
    private static final class Listed {
        private final Bucket left = Bucket.builder()
                .addLimit(limit -> limit.capacity(LISTED_AN_HOUR).refillGreedy(LISTED_AN_HOUR, HOUR))
                .build();
        private final AtomicLong others = new AtomicLong();
    }

    RefusedExpressions(AuditLog audit, MeterRegistry registry) {
        this.audit = audit;
        this.registry = registry;
        counter("door");
        counter("engine");
    }

    private Counter counter(String layer) {
        return Counter.builder("roshan.expressions.refused")
                .description("Expressions that were sent and not evaluated: at the door, or by the engine behind it")
                .tag("layer", layer)
                .register(registry);
    }

    /**
     * One came as far as the engine. What answers the call lists it, once the engine's transaction has ended; where there is
     * no call, it is one of the model's, and the job that fails tells of it.
     *
     * @return whether somebody's call is being answered
     */
    public boolean inTheEngine() {
        counter("engine").increment();
        RequestAttributes call = RequestContextHolder.getRequestAttributes();
        if (call == null) {
            return false;
        }
        call.setAttribute(IN_THE_ENGINE, true, RequestAttributes.SCOPE_REQUEST);
        return true;
    }

    /** Once the engine is done with a call: lists, once, what it has refused in it, if anything. */
    public void listWhatCameToTheEngine(HttpServletRequest call, String account, String door) {
        if (call.getAttribute(IN_THE_ENGINE) != null) {
            call.removeAttribute(IN_THE_ENGINE);
            list(account, door, "in the engine");
        }
    }

    /** One was turned away before the engine saw it. */
    public void atTheDoor(String account, String door) {
        counter("door").increment();
        list(account, door, null);
    }

    /**
     * @param account a question mark where nobody has logged in
     * @param door in words of ours
     */
    private void list(String account, String door, String note) {
        Listed of = listed.get(account);
        if (of.left.tryConsume(1)) {
            write(account, door, note);
        } else {
            of.others.incrementAndGet();
        }
    }

    /** Once in a while, so that the list is whole by its numbers. */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT10M")
    void listTheRest() {
        listed.asMap().forEach((account, of) -> {
            long others = of.others.getAndSet(0);
            if (others > 0) {
                write(account, null, others + " more");
            }
        });
    }

    private void write(String account, String door, String note) {
        String what = Stream.of(door, note).filter(Objects::nonNull).collect(Collectors.joining(", "));
        LOG.warn("An expression was refused, by {}: {}", account, what);
        try {
            audit.append(account, AuditLog.Deed.EXPRESSION_REFUSED, door, note);
        } catch (DataAccessException | TransactionException e) {
            // It was refused all the same, and the line above stays.
            LOG.warn(
                    "That an expression was refused could not be written down: {}",
                    e.getClass().getSimpleName());
        }
    }
}
