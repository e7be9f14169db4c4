package ir.roshan.demo;

import ir.roshan.network.District;
import ir.roshan.notification.Language;
import ir.roshan.outage.Cause;
import ir.roshan.outage.Finding;
import ir.roshan.request.Channel;
import ir.roshan.request.Hazard;
import ir.roshan.request.NeighboursOut;
import ir.roshan.request.NewRequest;
import ir.roshan.request.Proof;
import ir.roshan.request.RequestId;
import ir.roshan.request.SubscriberType;
import ir.roshan.request.TrackingCode;
import ir.roshan.text.BillId;
import ir.roshan.text.MobileNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One subscriber of the demo: what is reported, and what happens to the report. Minutes count back from the demo's opening. */
final class Subscriber {
    private static final Duration DARK_BEFORE_REPORT = Duration.ofMinutes(8);

    /** Something that happens, so many minutes before the opening. */
    record Beat(int minutesAgo, Deed deed) {}

    /** What is done by then, through the doors that everybody uses. */
    interface Deed {
        void through(Doors doors);
    }

    private final BillId billId;
    private final String address;
    private final Integer district;
    private final Channel channel;
    private final MobileNumber mobile;
    private final List<Beat> beats = new ArrayList<>();
    private SubscriberType type = SubscriberType.NATURAL_PERSON;
    private String description;
    private Hazard hazard = Hazard.NONE;
    private boolean lifeSupport;
    private NeighboursOut neighboursOut = NeighboursOut.UNKNOWN;
    private Language language = Language.FA;
    private boolean worthSeeing;
    private TrackingCode code;
    private RequestId id;

    /**
     * @param number counted from 1; it makes the mobile number, which begins as no operator's does: should somebody set up
     *     a gateway, no stranger hears of the demo
     */
    Subscriber(int number, BillId billId, String address, Integer district, Channel channel) {
        this.billId = billId;
        this.address = address;
        this.district = district;
        this.channel = channel;
        this.mobile = MobileNumber.parse(String.format(Locale.ROOT, "0970000%04d", 1100 + number));
    }

    Subscriber says(String words) {
        description = words;
        return this;
    }

    Subscriber hazard(Hazard seen) {
        hazard = seen;
        return this;
    }

    Subscriber dependsOnDevice() {
        lifeSupport = true;
        return this;
    }

    Subscriber neighboursAreOut() {
        neighboursOut = NeighboursOut.YES;
        return this;
    }

    Subscriber readsEnglish() {
        language = Language.EN;
        return this;
    }

    Subscriber isCompany() {
        type = SubscriberType.LEGAL_PERSON;
        return this;
    }

    /** Its tracking code is shown to those who start the demo. */
    Subscriber worthSeeing() {
        worthSeeing = true;
        return this;
    }

    Subscriber reports(int minutesAgo) {
        return then(minutesAgo, doors -> {
            code = doors.intake().submit(request(doors.now())).trackingCode();
            id = doors.requests().get(code).id();
        });
    }

    Subscriber verified(int minutesAgo, Finding finding, String note) {
        return then(
                minutesAgo,
                doors -> doors.dispatcher(
                        code,
                        (outage, dispatcher) -> doors.workplace().verify(outage, dispatcher, finding, null, note)));
    }

    /** A fault of the network, found at that element. */
    Subscriber verifiedAt(int minutesAgo, String element, String note) {
        return then(
                minutesAgo,
                doors -> doors.dispatcher(
                        code,
                        (outage, dispatcher) ->
                                doors.workplace().verify(outage, dispatcher, Finding.NETWORK_FAULT, element, note)));
    }

    /** @param minutes in which the dispatcher expects supply back */
    Subscriber crewSent(int minutesAgo, String crew, int minutes) {
        return then(
                minutesAgo,
                doors -> doors.dispatcher(
                        code,
                        (outage, dispatcher) ->
                                doors.workplace().dispatchCrew(outage, dispatcher, crew, in(minutes, doors))));
    }

    Subscriber restorationTakenUp(int minutesAgo) {
        return then(minutesAgo, doors -> doors.dispatcher(code, doors.workplace()::takeUpRestoration));
    }

    /** @param minutes in which the dispatcher expects supply back now */
    Subscriber estimateRevised(int minutesAgo, int minutes) {
        return then(
                minutesAgo,
                doors -> doors.dispatcher(
                        code,
                        (outage, dispatcher) ->
                                doors.workplace().reviseEstimate(outage, dispatcher, in(minutes, doors))));
    }

    Subscriber restored(int minutesAgo, Cause cause, String note) {
        return then(
                minutesAgo,
                doors -> doors.dispatcher(
                        code,
                        (outage, dispatcher) ->
                                doors.workplace().restore(outage, dispatcher, cause, doors.now(), note)));
    }

    Subscriber managerActs(int minutesAgo, String action) {
        return then(minutesAgo, doors -> doors.workplace().handleBreach(doors.outageOf(code), People.MANAGER, action));
    }

    Subscriber withdraws(int minutesAgo) {
        return then(minutesAgo, doors -> doors.withdrawal().withdraw(code, proof()));
    }

    Subscriber objects(int minutesAgo, String note) {
        return then(minutesAgo, doors -> doors.objection().stillOut(code, proof(), note));
    }

    Subscriber rates(int minutesAgo, int rating, String comment) {
        return then(minutesAgo, doors -> doors.feedback().give(code, proof(), rating, comment));
    }

    List<Beat> beats() {
        return List.copyOf(beats);
    }

    boolean isWorthSeeing() {
        return worthSeeing;
    }

    TrackingCode code() {
        return code;
    }

    /** Empty until the report is made. */
    Optional<RequestId> requestId() {
        return Optional.ofNullable(id);
    }

    private Subscriber then(int minutesAgo, Deed deed) {
        beats.add(new Beat(minutesAgo, deed));
        return this;
    }

    private Proof proof() {
        return new Proof(mobile.last4());
    }

    private NewRequest request(Instant now) {
        return new NewRequest(
                billId,
                address,
                district == null ? null : new District(district),
                mobile,
                type,
                description,
                hazard,
                lifeSupport,
                neighboursOut,
                now.minus(DARK_BEFORE_REPORT),
                language,
                null,
                channel,
                People.accountOf(channel));
    }

    private static Instant in(int minutes, Doors doors) {
        return doors.now().plus(Duration.ofMinutes(minutes));
    }
}
