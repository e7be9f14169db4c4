package ir.roshan.outage;

import ir.roshan.agreement.Priority;
import ir.roshan.network.District;
import ir.roshan.network.ElementKind;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.request.Hazard;
import ir.roshan.request.RequestId;
import ir.roshan.request.TrackingCode;
import ir.roshan.testing.Room;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The classes of the room {@code outage} that have to do with the database alone, and a small network. */
abstract class OutageRoom extends Room {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final NetworkElement FEEDER = new NetworkElement(ElementKind.FEEDER, "F-1");
    static final NetworkElement FIRST = new NetworkElement(ElementKind.TRANSFORMER, "T-1");
    static final NetworkElement SECOND = new NetworkElement(ElementKind.TRANSFORMER, "T-2");

    final Memberships memberships = new Memberships(jdbc);
    final Outages outages = new Outages(jdbc, memberships);
    final OutagePlaces places = new OutagePlaces(jdbc, new Network(jdbc));
    final OutageGroups groups = new OutageGroups(jdbc);
    final OutageWork work = new OutageWork(jdbc);
    final RestorationSteps steps = new RestorationSteps(jdbc);

    private int requests;

    /** Below {@link #FEEDER} two transformers with three service points each, numbered from 1: three of the first, three of the second. */
    void network() {
        network("S-1", "F-1", 3, "T-1", "T-2");
    }

    static NetworkElement point(int number) {
        return NetworkElement.of(billId(number));
    }

    /** A suspected outage that stands there; where no element is given, one of which only an address is known. */
    OutageId suspected(NetworkElement element) {
        return outages.add(
                places.pathOf(element),
                new District(1),
                null,
                new Grouping.Urgency(NOW, NOW.plusSeconds(900), NOW.plusSeconds(7_200), Priority.NORMAL, Hazard.NONE));
    }

    OutageId confirmed(NetworkElement element) {
        OutageId id = suspected(element);
        work.confirmed(id, NOW);
        return id;
    }

    OutageId dispatched(NetworkElement element) {
        OutageId id = confirmed(element);
        work.crewDispatched(id, "اکیپ ۱", NOW.plusSeconds(3_600), NOW);
        return id;
    }

    void partIsBack(OutageId id, NetworkElement part) {
        steps.add(id, new RestorationStep(part, NOW, 1));
    }

    RequestId request() {
        return request(Hazard.NONE);
    }

    RequestId request(Hazard hazard) {
        return new RequestId(request(TrackingCode.of(++requests).value(), hazard.name(), NOW));
    }

    List<RequestId> requests(int many) {
        return Stream.generate(this::request).limit(many).toList();
    }
}
