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
@EnableConfigurationProperties({CompanySettings.class, NotificationSettings.class, NumberLimits.class, SmsSettings.class
})
class NotificationConfiguration {
    @Bean
    SmsGateway smsGateway(SmsSettings settings, GatewayFigures figures) {
        SmsGateway gateway = switch (settings.profile()) {
            case NONE -> new NoGateway();
            case GENERIC -> new GenericGateway(settings);
            case KAVENEGAR -> new KavenegarGateway(settings);
            case SMS_IR -> new SmsIrGateway(settings);
        };
        return new ObservedGateway(gateway, figures);
    }

    /** Where no gateway is set nobody is woken, and a system that is tried at night runs at once. */
    @Bean
    QuietHours quietHours(NotificationSettings settings, SmsSettings sms) {
        return sms.profile() == SmsSettings.Profile.NONE ? QuietHours.NONE : settings.quietHours();
    }

    /** The workflow is looked up when it is needed: it uses the outbox, and so comes into being after it. */
    @Bean
    Sender messageSender(
            SendQueue queue,
            NumberBound bound,
            SmsGateway gateway,
            ObjectProvider<AnnouncementFailure> workflow,
            PlatformTransactionManager transactions,
            Clock clock,
            Doorbell doorbell,
            NotificationSettings settings,
            QuietHours quietHours,
            SmsSettings sms) {
        return new Sender(
                queue,
                bound,
                gateway,
                new LateWorkflow(workflow),
                inNew(transactions),
                clock,
                doorbell,
                settings,
                quietHours,
                sms.timeout());
    }

    @Bean
    DeliveryReports deliveryReports(
            ReportQueue queue,
            SmsGateway gateway,
            ObjectProvider<AnnouncementFailure> workflow,
            PlatformTransactionManager transactions,
            Clock clock,
            NotificationSettings settings,
            SmsSettings sms) {
        return new DeliveryReports(
                queue, gateway, new LateWorkflow(workflow), inNew(transactions), clock, settings.poll(), sms.timeout());
    }

    private static TransactionTemplate inNew(PlatformTransactionManager transactions) {
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return transaction;
    }

    /** Nobody phones where there is no workflow. */
    private record LateWorkflow(ObjectProvider<AnnouncementFailure> workflow) implements AnnouncementFailure {
        @Override
        public boolean announcementFailed(long requestId) {
            AnnouncementFailure there = workflow.getIfAvailable();
            return there != null && there.announcementFailed(requestId);
        }

        @Override
        public boolean isWorthACall(long requestId) {
            AnnouncementFailure there = workflow.getIfAvailable();
            return there != null && there.isWorthACall(requestId);
        }
    }
}
