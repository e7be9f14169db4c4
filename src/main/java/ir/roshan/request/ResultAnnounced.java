package ir.roshan.request;

import ir.roshan.agreement.Priority;
import ir.roshan.network.District;
import java.time.Duration;

/**
 * A request has a result, in the transaction that records it (A3.5).
 *
 * @param untilSupply from registration until supply was back; null where nobody can say when that was
 */
public record ResultAnnounced(
        Channel channel, District district, Priority priority, Outcome outcome, Duration untilSupply) {}
