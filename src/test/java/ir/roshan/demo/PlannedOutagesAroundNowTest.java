package ir.roshan.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.calendar.CompanyClock;
import ir.roshan.network.ImportLock;
import ir.roshan.network.Network;
import ir.roshan.network.ServicePointImport;
import ir.roshan.plannedoutage.PlannedOutageCheck;
import ir.roshan.plannedoutage.PlannedOutageImport;
import ir.roshan.plannedoutage.PlannedOutageSettings;
import ir.roshan.plannedoutage.PlannedOutages;
import ir.roshan.plannedoutage.PlannedOutagesChanged;
import ir.roshan.testing.TestDatabase;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlannedOutagesAroundNowTest {
    private final TestDatabase database = TestDatabase.h2();
    private final CompanyClock clock = new CompanyClock();
    private final List<PlannedOutagesChanged> changes = new ArrayList<>();
    private PlannedOutagesAroundNow lists;

    @BeforeEach
    void firstListArrives() {
        Network network = new Network(database.client);
        ImportLock lock = new ImportLock(database.client, database.transactions);
        PlannedOutageSettings settings = new PlannedOutageSettings(Duration.ofMinutes(15), Duration.ofHours(24));
        new ServicePointImport(database.template, lock).load(new StringReader(SmallNetwork.csv()));
        lists = new PlannedOutagesAroundNow(
                new PlannedOutageImport(database.template, network, lock, settings, clock, this::published),
                new PlannedOutageCheck(new PlannedOutages(database.client, network), network, settings, clock),
                clock);
        lists.arriveIfDue();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void freshListIsNotFollowedByAnother() {
        clock.shift(Duration.ofHours(11));
        long known = outages();
        lists.arriveIfDue();
        assertThat(outages()).isEqualTo(known).isGreaterThan(10);
    }

    /** Nobody who waits in a planned outage is disturbed by the next day's list. */
    @Test
    void laterListComesBesideTheFirstAndMovesNothing() {
        long known = outages();
        clock.shift(Duration.ofHours(13));
        lists.arriveIfDue();
        assertThat(outages()).isEqualTo(2 * known);
        assertThat(changes)
                .isNotEmpty()
                .allSatisfy(change -> assertThat(change.ids()).isEmpty());
    }

    private void published(Object event) {
        changes.add((PlannedOutagesChanged) event);
    }

    private long outages() {
        return database.client
                .sql("SELECT count(*) FROM planned_outage")
                .query(Long.class)
                .single();
    }
}
