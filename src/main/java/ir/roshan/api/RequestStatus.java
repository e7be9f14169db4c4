package ir.roshan.api;

import ir.roshan.agreement.Priority;
import ir.roshan.plannedoutage.Knowledge;
import ir.roshan.request.Channel;
import ir.roshan.request.Outcome;
import ir.roshan.request.RequestStage;
import java.time.Instant;
import java.util.List;

/** {@code RequestStatus} of the contract: where a request stands, without anybody's data. What has not come is absent. */
record RequestStatus(
        String trackingCode,
        RequestStage state,
        Channel channel,
        Priority priority,
        Instant submittedAt,
        Instant restoreBy,
        Instant breachedAt,
        List<Step> steps,
        Knowledge plannedOutageCheck,
        PlannedOutageView plannedOutage,
        OutageView outage,
        ResultView result) {

    /** As the contract names it; RESTORING is CHECKING inside a confirmed outage. */
    enum StepName {
        SUBMITTED,
        REGISTERED,
        CHECKED,
        ACTED,
        ANNOUNCED
    }

    enum StepState {
        DONE,
        CURRENT,
        PENDING,
        SKIPPED
    }

    record Step(StepName step, StepState state, Instant at) {}

    record ResultView(
            Outcome outcome,
            String cause,
            Instant restoredAt,
            Instant announcedAt,
            Boolean withinAgreement,
            Long fee,
            String message) {}
}
