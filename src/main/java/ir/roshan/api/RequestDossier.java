package ir.roshan.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import ir.roshan.notification.MessageRecord;
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
        List<ToldMessage> messages) {

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
            List<MessageRecord> messages) {
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
                        .map(m -> new ToldMessage(MessageView.of(m), m.text()))
                        .toList());
    }
}
