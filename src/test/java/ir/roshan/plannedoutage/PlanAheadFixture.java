package ir.roshan.plannedoutage;

import ir.roshan.network.Network;
import ir.roshan.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;

/** The plan as its tables have it, for the tests of other rooms. */
public final class PlanAheadFixture {
    private PlanAheadFixture() {}

    public static PlanAhead on(TestDatabase database, Clock clock) {
        Network network = new Network(database.client);
        PlannedOutages plannedOutages = new PlannedOutages(database.client, network);
        PlannedOutageSettings settings = new PlannedOutageSettings(Duration.ofMinutes(15), Duration.ofHours(24));
        PlannedOutageCheck check = new PlannedOutageCheck(plannedOutages, network, settings, clock);
        return new PlanAhead(
                database.client,
                network,
                plannedOutages,
                check,
                new PlannedPlaceCheck(plannedOutages, check, network),
                settings);
    }
}
