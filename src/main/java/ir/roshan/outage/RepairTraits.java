package ir.roshan.outage;

import java.time.Instant;

/**
 * What is known of an outage while its end is estimated; what is not known is null.
 *
 * @param kind of its element
 * @param place its element, of a service point the transformer: nobody's bill id
 * @param at when the crew was sent
 * @param alongside how many other repairs the district had under way
 */
record RepairTraits(
        int district,
        String kind,
        String place,
        String feeder,
        String hazard,
        String crew,
        String cause,
        Instant at,
        int alongside) {}
