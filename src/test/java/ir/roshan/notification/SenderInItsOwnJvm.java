package ir.roshan.notification;

import ir.roshan.calendar.CompanyClock;
import ir.roshan.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;

/** A sender that can be killed: database and gateway by address, and nothing else. */
final class SenderInItsOwnJvm {
    private static final Duration AS_IN_THE_HOUSE = Duration.ofSeconds(12);

    private SenderInItsOwnJvm() {}

    public static void main(String[] arguments) throws InterruptedException {
        OutboxFixture.sender(
                        TestDatabase.at(arguments[0]), URI.create(arguments[1]), new CompanyClock(), AS_IN_THE_HOUSE)
                .start();
        System.out.println("sending");
        Thread.currentThread().join();
    }
}
