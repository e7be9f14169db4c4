package ir.roshan.plannedoutage;

import ir.roshan.network.Network;
import ir.roshan.text.BillId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The second half of registration: is this location off on plan at this moment (A3.3)? */
@Component
public class PlannedOutageCheck {
    private final PlannedOutages plannedOutages;
    private final Network network;
    private final PlannedOutageSettings settings;
    private final Clock clock;

    public PlannedOutageCheck(
            PlannedOutages plannedOutages, Network network, PlannedOutageSettings settings, Clock clock) {
        this.plannedOutages = plannedOutages;
        this.network = network;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param outage present if and only if {@code knowledge} is PLANNED
     * @param asOf when data that covers the location last arrived; empty if never
     */
    public record Answer(Knowledge knowledge, Optional<PlannedOutage> outage, Optional<Instant> asOf) {}

    /**
     * An outage that is known and covers the moment is an answer however old the data is; that none is known is an answer
     * only of fresh data about a location of the network.
     *
     * @param billId null where the subscriber could not name it, which is always UNKNOWN
     */
    public Answer check(BillId billId, Instant at) {
        Optional<Instant> asOf = plannedOutages.asOf(Optional.ofNullable(billId));
        if (billId == null) return new Answer(Knowledge.UNKNOWN, Optional.empty(), asOf);
        Optional<PlannedOutage> covering = plannedOutages.covering(billId, at);
        if (covering.isPresent()) return new Answer(Knowledge.PLANNED, covering, asOf);
        boolean fresh = asOf.isPresent() && !asOf.get().plus(settings.maxAge()).isBefore(clock.instant());
        boolean inNetwork = network.servicePoint(billId).isPresent();
        return new Answer(fresh && inNetwork ? Knowledge.NOT_PLANNED : Knowledge.UNKNOWN, Optional.empty(), asOf);
    }
}
