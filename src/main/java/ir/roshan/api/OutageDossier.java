package ir.roshan.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import ir.roshan.agreement.Priority;
import ir.roshan.network.ElementKind;
import ir.roshan.network.NetworkElement;
import ir.roshan.outage.Cause;
import ir.roshan.outage.Finding;
import ir.roshan.outage.Outage;
import ir.roshan.outage.OutageTimeline;
import ir.roshan.outage.RestorationStep;
import ir.roshan.outage.Whereabouts;
import ir.roshan.plannedoutage.Knowledge;
import ir.roshan.plannedoutage.PlannedOutage;
import ir.roshan.request.Hazard;
import ir.roshan.request.NeighboursOut;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * {@code OutageDossier} of the contract: everything about one outage on one screen, with the subscribers' data, for the
 * person who works on it.
 *
 * @param where of a single place its address, whole
 * @param placedByHand whether a dispatcher has said where it is
 * @param absorbedInto number of the outage that took its requests in; null if none did
 * @param crewMobile null where the crew is none of the company's table
 * @param crewMessage what the crew was told last; null if nothing
 * @param parts what its element feeds directly; of a transformer the service points with requests
 * @param plannedOutagesOfDistrict what only words say the place of, where nothing says in which street the outage is
 * @param earlier the last ones at the same element, newest first
 * @param mapLink where the middle of its places is shown on a map; null where none is known
 * @param follows number of the restored outage after which its requests were still out; null if none
 */
record OutageDossier(
        @JsonUnwrapped OutageView outage,
        Element element,
        List<Element> path,
        Whereabouts.Where where,
        boolean placedByHand,
        String absorbedInto,
        String follows,
        Priority priority,
        Hazard hazard,
        Instant verifyBy,
        Instant restoreBy,
        Instant verifiedAt,
        Finding finding,
        Instant dispatchedAt,
        String crew,
        String crewMobile,
        MessageView crewMessage,
        Cause cause,
        Instant restoredAt,
        List<RestoredPart> restoredParts,
        List<Part> parts,
        Instant breachedAt,
        List<AttachedRequest> attachedRequests,
        List<PossibleReason> possiblePlannedOutages,
        List<PossibleReason> plannedOutagesOfDistrict,
        List<Earlier> earlier,
        String mapLink,
        List<Event> timeline) {

    record Element(ElementKind kind, String code) {
        static Element of(NetworkElement element) {
            return element == null ? null : new Element(element.kind(), element.code());
        }
    }

    /**
     * One report.
     *
     * @param address as reported, or else as the network data has it
     * @param transformer code of the one that feeds the place; null where the network data does not have it
     * @param hazard the one that was named last
     * @param furtherHazards those that it has named besides, oldest first
     * @param critical what depends on the supply there; null where nothing special is known
     * @param otherCompany whether the bill is another company's: a warning, never a refusal
     * @param restoredAt where its part was restored before the rest, when; null else
     */
    record AttachedRequest(
            String trackingCode,
            Instant submittedAt,
            Instant outSince,
            Priority priority,
            String billId,
            boolean otherCompany,
            String address,
            String transformer,
            Double latitude,
            Double longitude,
            String mapLink,
            String mobile,
            String description,
            List<Remark> remarks,
            Hazard hazard,
            List<Hazard> furtherHazards,
            boolean lifeSupport,
            String critical,
            NeighboursOut neighboursOut,
            Knowledge plannedOutageCheck,
            Instant breachedAt,
            Instant restoredAt) {}

    /** What its subscriber has added. */
    record Remark(Instant at, String text) {}

    /** A part to which supply came back before the rest. */
    record RestoredPart(Element element, Instant restoredAt, int servicePoints) {
        static RestoredPart of(RestorationStep step) {
            return new RestoredPart(Element.of(step.element()), step.restoredAt(), step.servicePoints());
        }
    }

    /**
     * One of those into which the outage's element is divided.
     *
     * @param requests that came from there, of those that are counted
     * @param restoredAt when supply came back there before the rest; null if it has not
     */
    record Part(Element element, int servicePoints, int requests, Instant restoredAt) {}

    /** @param planned false for what a list of planned outages itself calls unplanned */
    record PossibleReason(
            String number, Instant startsAt, Instant endsAt, String reason, String area, boolean planned) {
        static PossibleReason of(PlannedOutage outage) {
            return new PossibleReason(
                    outage.number(),
                    outage.startsAt(),
                    outage.endsAt(),
                    outage.reason(),
                    outage.area(),
                    outage.planned());
        }
    }

    /** What has been at the same element before. */
    record Earlier(String number, Instant detectedAt, Finding finding, Cause cause, Instant restoredAt) {
        static Earlier of(Outage outage) {
            return new Earlier(
                    outage.number(), outage.detectedAt(), outage.finding(), outage.cause(), outage.restoredAt());
        }
    }

    /**
     * @param by an account; null where the system did it
     * @param byName what whoever has it is called; null where the account has no name, or is no more
     */
    record Event(Instant at, OutageTimeline.Step step, String by, String byName, String note) {
        static Event of(OutageTimeline.Event event, Map<String, String> names) {
            return new Event(event.at(), event.step(), event.byWhom(), names.get(event.byWhom()), event.note());
        }
    }
}
