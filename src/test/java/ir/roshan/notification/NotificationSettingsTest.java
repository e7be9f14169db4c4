package ir.roshan.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import ir.roshan.calendar.CompanyClock;
import ir.roshan.security.KeyedHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The room as Spring puts it together, and what stops the start. */
@ExtendWith(OutputCaptureExtension.class)
class NotificationSettingsTest {
    private final ApplicationContextRunner room = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class,
                    JdbcClientAutoConfiguration.class,
                    FlywayAutoConfiguration.class))
            .withUserConfiguration(
                    NotificationConfiguration.class,
                    SubscriberMessages.class,
                    SendQueue.class,
                    MessagesPerNumber.class,
                    ReportQueue.class,
                    NumberBound.class,
                    ErasedMessages.class,
                    KeyedHash.class,
                    MessageTexts.class,
                    Outbox.class,
                    SimpleMeterRegistry.class,
                    CompanyClock.class)
            // It stays between them: all the migrations for each would be most of the work.
            .withPropertyValues("spring.datasource.url=jdbc:h2:mem:notification-settings;DB_CLOSE_DELAY=-1");

    @Test
    void withoutAnySettingItRunsAtOnceAndMessagesCountAsDelivered() {
        room.run(context -> {
            Outbox outbox = context.getBean(Outbox.class);
            Instant expiresAt = context.getBean(CompanyClock.class).instant().plusSeconds(60);
            new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
                    .executeWithoutResult(status -> outbox.owe(
                            "a", 1, OutboxBehaviour.PERSIAN, new Message.Withdrawn("180259433142"), expiresAt, false));
            Instant patience = Instant.now().plusSeconds(30);
            while (!outbox.told("a") && Instant.now().isBefore(patience)) OutboxBehaviour.pause(10);
            assertThat(outbox.of(1)).extracting(MessageRecord::state).containsExactly(MessageState.DELIVERED);
            assertThat(context.getBean(SmsSettings.class))
                    .isEqualTo(new SmsSettings(SmsSettings.Profile.NONE, null, null, null, Duration.ofSeconds(5)));
            assertThat(context.getBean(NotificationSettings.class))
                    .isEqualTo(MessageTextsTest.settings(Duration.ofSeconds(1), 2, null));
            assertThat(context.getBean(QuietHours.class)).isEqualTo(QuietHours.NONE);
        });
    }

    private static SmsGateway gateway(ApplicationContext context) {
        return context.getBean(ObservedGateway.class).observed();
    }

    @Test
    void theGatewayIsChosenByItsProfile() {
        room.withPropertyValues("roshan.sms.profile=generic", "roshan.sms.url=https://adapter.example/sms")
                .run(context -> {
                    assertThat(gateway(context)).isInstanceOf(GenericGateway.class);
                    assertThat(context.getBean(QuietHours.class))
                            .isEqualTo(new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0)));
                });
        room.withPropertyValues("roshan.sms.profile=kavenegar", "roshan.sms.key=k")
                .run(context -> assertThat(gateway(context)).isInstanceOf(KavenegarGateway.class));
        room.withPropertyValues("roshan.sms.profile=sms-ir", "roshan.sms.key=k", "roshan.sms.sender=30001234")
                .run(context -> assertThat(gateway(context)).isInstanceOf(SmsIrGateway.class));
    }

    @Test
    void baleIsAskedBesideAnSmsGatewayOrAlone() {
        String[] bale = {"roshan.bale.key=k", "roshan.bale.bot-id=123456789"};
        room.withPropertyValues("roshan.sms.profile=kavenegar", "roshan.sms.key=k")
                .withPropertyValues(bale)
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment", Map.of("ROSHAN_NOTIFICATION_CARRIERS_CREW_ORDER", "sms"))))
                .run(context -> {
                    assertThat(mayStillCarry(context, Carrier.BALE)).isTrue();
                    assertThat(context.getBean(Carriers.class)
                                    .isAnotherLeft(MessageKind.CREW_ORDER, true, Set.of(Carrier.SMS)))
                            .isFalse();
                });
        room.withPropertyValues(bale).run(context -> {
            assertThat(mayStillCarry(context, Carrier.BALE))
                    .as("without a gateway of SMS nobody else is told to have told")
                    .isFalse();
            assertThat(context.getBean(QuietHours.class)).isNotEqualTo(QuietHours.NONE);
        });
    }

    /** Once this one has refused it. */
    private static boolean mayStillCarry(ApplicationContext context, Carrier gone) {
        return context.getBean(Carriers.class).isAnotherLeft(MessageKind.RESULT, false, Set.of(gone));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    roshan.sms.profile=carrier-pigeon               | carrier-pigeon
                    roshan.sms.profile=generic                      | roshan.sms.profile=generic needs roshan.sms.url
                    roshan.bale.key=k                               | roshan.bale.key needs roshan.bale.bot-id
                    roshan.notification.carriers.late=bale          | what is not set up
                    roshan.sms.profile=kavenegar                    | roshan.sms.profile=kavenegar needs roshan.sms.key
                    roshan.sms.profile=sms-ir                       | roshan.sms.profile=sms-ir needs roshan.sms.key
                    roshan.sms.timeout=PT0S                         | roshan.sms.timeout must be longer than nothing
                    roshan.sms.key=کلید                             | roshan.sms.key may hold visible ASCII characters only
                    roshan.sms.templates.late=x token=trackingCode  | roshan.sms.templates.late needs roshan.sms.profile
                    roshan.notification.poll=PT0S                   | roshan.notification.poll must be longer
                    roshan.notification.threads=0                   | roshan.notification.threads must be 1 to 8
                    roshan.notification.retry-from=PT20M            | roshan.notification.retry-from must be longer
                    roshan.notification.quiet-from=ten              | quiet-from
                    roshan.notification.templates=/no/such/folder   | does not exist (roshan.notification.templates)
                    """)
    void aSettingThatCannotBeMeantStopsTheStartWithASentence(String setting, String sentence) {
        room.withPropertyValues(setting)
                .run(context ->
                        assertThat(context.getStartupFailure()).isNotNull().hasStackTraceContaining(sentence));
    }

    @ParameterizedTest
    @CsvSource({
        "--roshan.sms.profile=carrier-pigeon, The following values are valid",
        "--roshan.sms.profile=generic, roshan.sms.profile=generic needs roshan.sms.url",
        "--roshan.sms.templates.late=x token=trackingCode, roshan.sms.templates.late needs roshan.sms.profile",
        "--roshan.notification.templates=/no/such/folder, /no/such/folder does not exist"
    })
    void theOperatorReadsTheSentenceAndNoStackTrace(String argument, String sentence, CapturedOutput output) {
        SpringApplication application = new SpringApplication(
                NotificationConfiguration.class, MessageTexts.class, SimpleMeterRegistry.class, CompanyClock.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        assertThatThrownBy(() -> application.run(argument)).isNotNull();
        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START")
                .contains(sentence)
                .doesNotContain("\tat ir.roshan");
    }

    @Test
    void aGenericGatewayNeedsAnHttpAddress() {
        for (String url : new String[] {"ftp://adapter.example/", "adapter.example", "http:///sms", ""})
            room.withPropertyValues("roshan.sms.profile=generic", "roshan.sms.url=" + url)
                    .run(context -> assertThat(context).as(url).hasFailed());
    }

    @Test
    void aTextOfTheCompanyIsTakenFromItsFolder(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("en"));
        Files.writeString(folder.resolve("en/withdrawn.txt"), "Withdrawn: {trackingCode}, {company}");
        room.withPropertyValues("roshan.notification.templates=" + folder, "roshan.company.name-en=Example Power")
                .run(context -> assertThat(context.getBean(MessageTexts.class)
                                .render(new Message.Withdrawn("180259433142"), Language.EN))
                        .isEqualTo("Withdrawn: 1802-5943-3142, Example Power"));
    }
}
