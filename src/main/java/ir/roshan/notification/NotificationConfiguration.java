package ir.roshan.notification;

import io.micrometer.core.instrument.MeterRegistry;
import ir.roshan.background.Doorbell;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the sender together: the gateways by {@code roshan.sms} and {@code roshan.bale}, and the workflow, if there is one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    BaleSettings.class,
    CompanySettings.class,
    NotificationSettings.class,
    NumberLimits.class,
    PublicAddress.class,
    ServiceTemplateSettings.class,
    SmsSettings.class
})
class NotificationConfiguration {
    @Bean
    GatewayFigures smsFigures(MeterRegistry registry, Clock clock) {
        return new GatewayFigures(registry, clock, Carrier.SMS);
    }

    /** Named as the component of the health page is. */
    @Bean
    HealthIndicator smsGatewayHealthIndicator(SmsGateway gateway, @Qualifier("smsFigures") GatewayFigures figures) {
        return new GatewayHealthIndicator(gateway.profile(), figures);
    }

    @Bean
    @ConditionalOnProperty("roshan.bale.key")
    GatewayFigures baleFigures(MeterRegistry registry, Clock clock) {
        return new GatewayFigures(registry, clock, Carrier.BALE);
    }

    @Bean
    @ConditionalOnProperty("roshan.bale.key")
    HealthIndicator baleGatewayHealthIndicator(@Qualifier("baleFigures") GatewayFigures figures) {
        return new GatewayHealthIndicator(SafirGateway.PROFILE, figures);
    }

    /** Who carries messages: SMS, or nobody at all, where Bale is not set up; and Bale where it is. */
    @Bean
    Carriers carriers(
            SmsGateway sms,
            SmsSettings smsSettings,
            BaleSettings bale,
            @Qualifier("baleFigures") ObjectProvider<GatewayFigures> baleFigures,
            NotificationSettings settings,
            Clock clock) {
        Map<Carrier, SmsGateway> gateways = new EnumMap<>(Carrier.class);
        if (bale.isThere())
            gateways.put(Carrier.BALE, new ObservedGateway(new SafirGateway(bale), baleFigures.getObject()));
        if (smsSettings.profile() != SmsSettings.Profile.NONE || !bale.isThere()) gateways.put(Carrier.SMS, sms);
        return new Carriers(gateways, new CarrierOrders(settings.carriers(), gateways.keySet()), clock);
    }

    @Bean
    ServiceTemplates serviceTemplates(SmsSettings sms, ServiceTemplateSettings settings) {
        return ServiceTemplates.of(sms.profile(), settings.templates());
    }

    @Bean
    SmsGateway smsGateway(
            SmsSettings settings, ServiceTemplates templates, @Qualifier("smsFigures") GatewayFigures figures) {
        SmsGateway gateway = switch (settings.profile()) {
            case NONE -> new NoGateway();
            case GENERIC -> new GenericGateway(settings);
            case KAVENEGAR -> new KavenegarGateway(settings, templates);
            case SMS_IR -> new SmsIrGateway(settings, templates);
        };
        return new ObservedGateway(gateway, figures);
    }

    /** Where no gateway is set nobody is woken, and a system that is tried at night runs at once. */
    @Bean
    QuietHours quietHours(NotificationSettings settings, SmsSettings sms, BaleSettings bale) {
        boolean nobodyIsTold = sms.profile() == SmsSettings.Profile.NONE && !bale.isThere();
        return nobodyIsTold ? QuietHours.NONE : settings.quietHours();
    }

    /** How a committed message reaches this node's sender in milliseconds, without the outbox knowing the sender. */
    @Bean
    Doorbell doorbell() {
        return new Doorbell();
    }

    /** The workflow is looked up when it is needed: it uses the outbox, and so comes into being after it. */
    @Bean
    Sender messageSender(
            SendQueue queue,
            NumberBound bound,
            Carriers carriers,
            ObjectProvider<AnnouncementFailure> workflow,
            PlatformTransactionManager transactions,
            Clock clock,
            Doorbell doorbell,
            NotificationSettings settings,
            QuietHours quietHours,
            SmsSettings sms,
            ServiceTemplates templates,
            BaleSettings bale) {
        // The text follows the template that is not taken.
        Duration smsAnswers = templates.areThere() ? sms.timeout().multipliedBy(2) : sms.timeout();
        return new Sender(
                queue,
                bound,
                carriers,
                new LateWorkflow(workflow),
                inNew(transactions),
                clock,
                doorbell,
                settings,
                quietHours,
                bale.isThere() ? smsAnswers.plus(bale.timeout()).multipliedBy(Carrier.values().length) : smsAnswers);
    }

    @Bean
    DeliveryReports deliveryReports(
            ReportQueue queue,
            SmsGateway gateway,
            Carriers carriers,
            ObjectProvider<AnnouncementFailure> workflow,
            PlatformTransactionManager transactions,
            Clock clock,
            NotificationSettings settings,
            SmsSettings sms) {
        return new DeliveryReports(
                queue,
                gateway,
                carriers,
                new LateWorkflow(workflow),
                inNew(transactions),
                clock,
                settings.poll(),
                sms.timeout());
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
