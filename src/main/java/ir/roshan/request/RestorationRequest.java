package ir.roshan.request;

import ir.roshan.agreement.Priority;
import ir.roshan.network.District;
import ir.roshan.network.Network;
import ir.roshan.notification.Language;
import ir.roshan.notification.Recipient;
import ir.roshan.plannedoutage.Knowledge;
import ir.roshan.text.BillId;
import ir.roshan.text.MobileNumber;
import java.time.Instant;

/**
 * A registered request as it is stored. All moments are UTC instants; those that have not come are null.
 *
 * @param workflowId the workflow that carries it, as the workflow itself named it
 * @param critical of the service point, as the network data says: empty where nothing is known
 * @param position where the subscriber's telephone was, if that was told; null else
 * @param plannedOutageId the planned outage in which it waits or waited; null if none
 * @param plannedUntil when supply is expected back from that wait, at the end of the whole interruption; null if none
 * @param plannedProbable whether that end is only likely
 * @param plannedByFinding whether a dispatcher has found it to be on plan, whatever the lists say of the place
 * @param restoreBy the agreed deadline (A2.1); no promise while the request waits in a planned outage
 */
public record RestorationRequest(
        RequestId id,
        TrackingCode trackingCode,
        String workflowId,
        Channel channel,
        BillId billId,
        String address,
        District district,
        MobileNumber mobile,
        SubscriberType subscriberType,
        String description,
        Hazard hazard,
        boolean lifeSupport,
        String critical,
        NeighboursOut neighboursOut,
        Instant outSince,
        Language language,
        Network.Position position,
        Priority priority,
        RequestState state,
        Knowledge plannedCheck,
        Long plannedOutageId,
        Instant plannedUntil,
        boolean plannedProbable,
        boolean plannedByFinding,
        Instant submittedAt,
        Instant checkedAt,
        Instant restoreBy,
        Instant breachedAt,
        Instant withdrawnAt,
        Instant closedAt) {

    /** As it is when it has just been registered, in the words of its row. */
    static RestorationRequest begun(
            RequestId id,
            TrackingCode code,
            String workflowId,
            NewRequest report,
            District district,
            String critical,
            Priority priority,
            Instant submittedAt,
            Instant restoreBy) {
        return new RestorationRequest(
                id,
                code,
                workflowId,
                report.channel(),
                report.billId(),
                report.address(),
                district,
                report.mobile(),
                report.subscriberType(),
                report.description(),
                report.hazard(),
                report.lifeSupport(),
                critical,
                report.neighboursOut(),
                report.outSince(),
                report.language(),
                report.position(),
                priority,
                RequestState.CHECKING,
                Knowledge.UNKNOWN,
                null,
                null,
                false,
                false,
                submittedAt,
                null,
                restoreBy,
                null,
                null,
                null);
    }

    /** The same where the plan was asked, and does not name its place. */
    RestorationRequest checked(Knowledge knowledge) {
        return new RestorationRequest(
                id,
                trackingCode,
                workflowId,
                channel,
                billId,
                address,
                district,
                mobile,
                subscriberType,
                description,
                hazard,
                lifeSupport,
                critical,
                neighboursOut,
                outSince,
                language,
                position,
                priority,
                RequestState.CHECKING,
                knowledge,
                plannedOutageId,
                plannedUntil,
                plannedProbable,
                plannedByFinding,
                submittedAt,
                checkedAt,
                restoreBy,
                breachedAt,
                withdrawnAt,
                closedAt);
    }

    /** Whether it waits in a planned outage, or that is what has become of it: nothing is promised then (A3.4). */
    public boolean isPlanned() {
        return plannedCheck == Knowledge.PLANNED;
    }

    /**
     * Something is added to a request while somebody is looking for its fault, or it waits in a planned outage.
     *
     * @throws ResultAlreadyAnnounced if nobody works on it any more
     * @throws RequestClosed if it has ended
     */
    void requireWaiting() {
        switch (state) {
            case CHECKING, IN_PLANNED_OUTAGE -> {}
            case ANNOUNCED -> throw new ResultAlreadyAnnounced();
            case CLOSED, WITHDRAWN -> throw new RequestClosed();
        }
    }

    public Recipient recipient() {
        return new Recipient(mobile, language);
    }

    /** Personal data stays out of logs, whoever prints a request. */
    @Override
    public String toString() {
        return "request " + id;
    }
}
