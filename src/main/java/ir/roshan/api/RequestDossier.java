package ir.roshan.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import ir.roshan.notification.MessageKind;
import ir.roshan.notification.MessageRecord;
import ir.roshan.request.DangersInPlan;
import ir.roshan.request.Hazard;
import ir.roshan.request.NeighboursOut;
import ir.roshan.request.RestorationRequest;
import ir.roshan.request.SubscriberType;
import ir.roshan.request.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request with the subscriber's data, for the person who works on it: {@code RequestStatus} and {@code RequestFields} of the contract, and what was told to the subscriber, in one. */
record RequestDossier(
        @JsonUnwrapped RequestStatus status,
        String billId,
        String address,
        int district,
        String mobile,
        SubscriberType subscriberType,
        String description,
        Hazard hazard,
        boolean lifeSupport,
        NeighboursOut neighboursOut,
        Instant outSince,
        String language,
        List<Event> timeline,
        List<ToldMessage> messages,
        List<OpenDanger> dangersInPlan) {
    /**
     * A danger at its place, which is off on plan, and of which nobody has taken care.
     *
     * @param reports how many requests have reported it
     * @param onCallAt when whoever is on call was told; null if they were not
     */
    record OpenDanger(Hazard hazard, Instant since, int reports, Instant onCallAt) {
        static List<OpenDanger> of(List<DangersInPlan.Open> all) {
            return all.stream()
                    .map(d -> new OpenDanger(d.hazard(), d.since(), d.reports(), d.onCallAt()))
                    .toList();
        }
    }

    /**
     * @param by an account; null where the system or the subscriber did it
     * @param byName what whoever has it is called; null where the account has no name, or is no more
     */
    record Event(Instant at, Timeline.Step step, String by, String byName, String note) {}

    /** A message in full: whoever works on the request sees the number as well. */
    record ToldMessage(@JsonUnwrapped MessageView message, String text) {}

    /**
     * @param knownAddress of the service point, by the network data; null if it is not there
     * @param names of people, by their accounts
     */
    static RequestDossier of(
            RequestStatus status,
            RestorationRequest request,
            String knownAddress,
            List<Timeline.Entry> timeline,
            Map<String, String> names,
            List<MessageRecord> messages,
            List<DangersInPlan.Open> dangers) {
        return new RequestDossier(
                status,
                request.billId() == null ? null : request.billId().value(),
                request.address() == null ? knownAddress : request.address(),
                request.district().number(),
                request.mobile().value(),
                request.subscriberType(),
                request.description(),
                request.hazard(),
                request.lifeSupport(),
                request.neighboursOut(),
                request.outSince(),
                request.language().name().toLowerCase(Locale.ROOT),
                timeline.stream()
                        .map(e -> new Event(e.at(), e.step(), e.byWhom(), names.get(e.byWhom()), e.note()))
                        .toList(),
                messages.stream()
                        // That is to somebody of the company.
                        .filter(m -> m.kind() != MessageKind.ON_CALL)
                        .map(m -> new ToldMessage(MessageView.of(m), m.text()))
                        .toList(),
                OpenDanger.of(dangers));
    }
}
