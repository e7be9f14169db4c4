package ir.roshan.outage;

import ir.roshan.network.NetworkElement;
import java.time.Instant;

/**
 * A part of an outage to which supply came back before the rest.
 *
 * @param servicePoints that came back with this step and with none before it
 */
public record RestorationStep(NetworkElement element, Instant restoredAt, int servicePoints) {}
