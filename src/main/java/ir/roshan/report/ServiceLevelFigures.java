package ir.roshan.report;

/**
 * How the agreement was kept (A2.1), over the requests that were submitted in a period. Durations are in minutes; a figure
 * that has nothing to be made of is null.
 *
 * @param announced requests with a result that counts
 * @param inPlannedOutage requests whose location was off on plan
 * @param withinAgreement supply restored, or the status told, by the agreed deadline
 * @param breached the deadline passed with the supply still off
 * @param compliance withinAgreement / (withinAgreement + breached)
 * @param restoreMinutesMedian from submission to supply, over requests whose outage was restored
 * @param stillOut announcements that the subscriber objected to
 * @param servicePointsServed service points in the network data, now
 * @param saidi,saifi,caidi {@link Indices} of the outages that began in the period and were not planned
 * @param plannedSaidi,plannedSaifi,plannedCaidi the same of planned outages, which never add up with the others
 */
public record ServiceLevelFigures(
        int submitted,
        int announced,
        int withdrawn,
        int inPlannedOutage,
        int withinAgreement,
        int breached,
        Double compliance,
        Double restoreMinutesMedian,
        Double restoreMinutes95th,
        int stillOut,
        int feedbackCount,
        Double feedbackMean,
        int servicePointsServed,
        Double saidi,
        Double saifi,
        Double caidi,
        Double plannedSaidi,
        Double plannedSaifi,
        Double plannedCaidi) {}
