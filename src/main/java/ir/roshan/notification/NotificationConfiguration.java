package ir.roshan.notification;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the sender together: the gateway by {@code roshan.sms.profile}, and the workflow, if there is one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CompanySettings.class, NotificationSettings.class, SmsSettings.class})
class NotificationConfiguration {
    @Bean
    SmsGateway smsGateway(SmsSettings settings, GatewayFigures figures) {
        SmsGateway gateway = switch (settings.profile()) {
            case NONE -> new NoGateway();
            case GENERIC -> new GenericGateway(settings);
        };
        return new ObservedGateway(gateway, figures);
    }

    /** The workflow is looked up when it is needed: it uses the outbox, and so comes into being after it. */
    @Bean
    Sender messageSender(
            SubscriberMessages messages,
            SmsGateway gateway,
            ObjectProvider<AnnouncementFailure> workflow,
            PlatformTransactionManager transactions,
            Clock clock,
            Doorbell doorbell,
            NotificationSettings settings,
            SmsSettings sms) {
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return new Sender(
                messages,
                gateway,
                requestId -> announcementFailed(workflow.getIfAvailable(), requestId),
                transaction,
                clock,
                doorbell,
                settings,
                sms.timeout());
    }

    private static boolean announcementFailed(AnnouncementFailure workflow, long requestId) {
        return workflow != null && workflow.announcementFailed(requestId);
    }
}
