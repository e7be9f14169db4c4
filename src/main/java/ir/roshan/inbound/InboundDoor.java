package ir.roshan.inbound;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Where SMS of subscribers are handed in: by the gateway that calls, or by whoever has asked for them. */
@Service
@EnableConfigurationProperties(InboundSettings.class)
public class InboundDoor {
    private final InboundMessages messages;
    private final InboundWork work;
    private final InboundSettings settings;
    private final Clock clock;

    InboundDoor(InboundMessages messages, InboundWork work, InboundSettings settings, Clock clock) {
        this.messages = messages;
        this.work = work;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether a gateway that says this secret and calls from that address may hand in; it takes as long whatever it says. */
    public boolean isOpen(String said, String address) {
        boolean allowed = settings.addresses() == null || address.matches(settings.addresses());
        String secret = settings.secret() == null ? "" : settings.secret();
        boolean known =
                MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
        return known & allowed & settings.secret() != null;
    }

    /**
     * When this returns it is stored, now or before, and will be worked on.
     *
     * @param providersId by which it is known if it comes again
     * @param to empty where the provider does not say
     */
    @Transactional
    public void take(String providersId, String from, String to, String text) {
        if (!messages.store(providersId, from, to, text, clock.instant())) return;
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.ring();
            }
        });
    }
}
