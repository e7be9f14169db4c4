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
    private static final int PORTION = 500;
    private static final MobileNumber NOBODY = new MobileNumber("09000000000");

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
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT25M")
    @Transactional
    public void eraseOld() {
        List<Long> old = messages.keptSince(clock.instant().minus(KEPT), PORTION);
        answers.eraseAnswers(old, NOBODY);
        messages.erase(old);
    }
}
