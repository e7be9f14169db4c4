package ir.roshan.process;

import org.camunda.bpm.engine.impl.event.EventType;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionManager;

/**
 * Ends the wait for a message without asking each time whether a job is about to deliver it: such a job is made for what is
 * thrown asynchronously alone, which nothing of our models is. Of a signal the engine keeps account as before.
 */
class MessagesWaitedFor extends EventSubscriptionManager {
    @Override
    public void deleteEventSubscription(EventSubscriptionEntity waiting) {
        if (waiting.isSubscriptionForEventType(EventType.MESSAGE)) {
            getDbEntityManager().delete(waiting);
        } else {
            super.deleteEventSubscription(waiting);
        }
    }

    static SessionFactory factory() {
        return new OurSession(EventSubscriptionManager.class, MessagesWaitedFor::new);
    }
}
