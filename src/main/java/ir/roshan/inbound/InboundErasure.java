package ir.roshan.inbound;

import ir.roshan.notification.MessageErasure;
import ir.roshan.request.RequestErased;
import ir.roshan.text.MobileNumber;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Numbers and texts go with the request that they were about, and after a month in any case; that something came stays, as a figure. */
@Component
class InboundErasure {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int PORTION = 5_000;

    private final InboundMessages messages;
    private final MessageErasure answers;
    private final Clock clock;

    InboundErasure(InboundMessages messages, MessageErasure answers, Clock clock) {
        this.messages = messages;
        this.answers = answers;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(RequestErased erased) {
        messages.erase(messages.of(erased.id().value()));
        eraseOf(erased.mobile());
    }

    /** What a number has written that has to do with no request: a mistyped bill id, a word that nobody knows. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void eraseOf(MobileNumber mobile) {
        erase(messages.ofNobodysRequest(mobile));
    }

    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT25M")
    @Transactional
    public void eraseOld() {
        erase(messages.cameBefore(clock.instant().minus(KEPT), PORTION));
    }

    private void erase(List<Long> ids) {
        answers.eraseAnswers(ids, MobileNumber.NOBODY);
        messages.erase(ids);
    }
}
