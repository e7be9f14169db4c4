package ir.roshan.subscription;

import ir.roshan.calendar.CompanyClock;
import ir.roshan.notification.OutboxFixture;
import ir.roshan.notification.PlanMessages;
import ir.roshan.notification.PublicAddress;
import ir.roshan.plannedoutage.PlanAhead;
import ir.roshan.plannedoutage.PlanAheadFixture;
import ir.roshan.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * Whoever tells people ahead, and the sender beside it, in a node that can be killed and is there again in a moment: with the
 * transactions of the house.
 */
final class WatchInItsOwnJvm {
    private WatchInItsOwnJvm() {}

    /** No component, or the whole application would find it in its tests. */
    @EnableTransactionManagement(proxyTargetClass = true)
    @Import({Subscribers.class, ToldLedger.class, Stirring.class, Looking.class, PlanWatch.class})
    static class Node {
        @Bean
        PlatformTransactionManager transactions(TestDatabase database) {
            return database.transactions;
        }

        @Bean
        NamedParameterJdbcTemplate batches(TestDatabase database) {
            return new NamedParameterJdbcTemplate(database.dataSource());
        }

        @Bean
        CompanyClock clock() {
            return new CompanyClock();
        }

        @Bean
        PlanAhead plan(TestDatabase database, CompanyClock clock) {
            return PlanAheadFixture.on(database, clock);
        }

        @Bean
        PlanMessages messages(TestDatabase database, CompanyClock clock) {
            return OutboxFixture.planMessages(database, clock);
        }

        @Bean
        PublicAddress site() {
            return new PublicAddress(null);
        }

        @Bean
        SubscriptionSettings settings() {
            return new SubscriptionSettings(Duration.ofMillis(20), 10_000, Duration.ofDays(30));
        }

        /** A killed one's messages are free after two seconds, so that the test need not wait for them. */
        @Bean
        SmartLifecycle sender(TestDatabase database, CompanyClock clock, URI gateway) {
            return OutboxFixture.sender(database, gateway, clock, Duration.ofSeconds(2));
        }
    }

    /** @param arguments the database, and the gateway */
    public static void main(String[] arguments) throws InterruptedException {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(TestDatabase.class, () -> TestDatabase.at(arguments[0]));
        context.registerBean(URI.class, () -> URI.create(arguments[1]));
        context.register(Node.class);
        context.refresh();
        System.out.println("watching");
        Thread.currentThread().join();
    }
}
