package ir.roshan.request;

import java.time.Instant;

/**
 * How a request ended, as it was announced (A7.2).
 *
 * @param cause of the fault, by the crew; null where there was none
 * @param restoredAt when supply was back; null where nobody can say
 * @param withinAgreement null where the agreement promises no time: planned outages and withdrawals
 * @param feeRials by the tariff in force (A5.1); null where none was determined
 * @param message what was sent to the subscriber; null before it is owed
 */
public record Result(
        Outcome outcome,
        String cause,
        Instant restoredAt,
        Instant announcedAt,
        Boolean withinAgreement,
        Long feeRials,
        String message) {}
