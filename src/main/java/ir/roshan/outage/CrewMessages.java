package ir.roshan.outage;

import ir.roshan.crew.Crew;
import ir.roshan.crew.Crews;
import ir.roshan.network.ElementKind;
import ir.roshan.network.MapLinks;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.network.ServicePoint;
import ir.roshan.notification.CrewOrders;
import ir.roshan.notification.Message;
import ir.roshan.notification.MessageRecord;
import ir.roshan.request.Hazard;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import ir.roshan.text.BillId;
import ir.roshan.text.MobileNumber;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/**
 * What a crew is told when it is sent, and when the place or the danger turns out to be another (A3.4). Only a crew of the
 * company's own table has a number; any other that a dispatcher names is phoned.
 */
@Service
public class CrewMessages {
    private static final Comparator<RestorationRequest> OLDEST_FIRST =
            Comparator.comparing(RestorationRequest::submittedAt).thenComparing(r -> r.id().value());

    private final Memberships memberships;
    private final ReportedHazards hazards;
    private final Requests requests;
    private final Crews crews;
    private final Network network;
    private final MapLinks maps;
    private final CrewOrders orders;

    CrewMessages(
            Memberships memberships,
            ReportedHazards hazards,
            Requests requests,
            Crews crews,
            Network network,
            MapLinks maps,
            CrewOrders orders) {
        this.memberships = memberships;
        this.hazards = hazards;
        this.requests = requests;
        this.crews = crews;
        this.network = network;
        this.maps = maps;
        this.orders = orders;
    }

    /**
     * How an outage's crew is reached.
     *
     * @param number null where no crew is sent, or none of the company's table
     * @param last what it was told last; null if nothing
     */
    public record Contact(MobileNumber number, MessageRecord last) {}

    public Contact contact(Outage outage) {
        Optional<CrewOrders.Last> last = orders.last(outage.id().value());
        // A name may be another crew's once the outage has moved to another district: who was sent stays sent.
        MobileNumber number = last.map(CrewOrders.Last::crew)
                .or(() -> Optional.ofNullable(outage.crew())
                        .flatMap(name -> crews.find(outage.district(), name))
                        .map(Crew::mobile))
                .orElse(null);
        return new Contact(number, last.map(CrewOrders.Last::message).orElse(null));
    }

    /** Sends the crew where the outage stands now; nothing where none is under way. @param outage as it is stored by now */
    void send(Outage outage) {
        Optional<RestorationRequest> whom = whomToCall(outage);
        Hazard danger =
                whom.filter(CrewMessages::isInDanger).map(hazards::gravestOf).orElse(outage.hazard());
        tell(outage, whom, danger, false);
    }

    /** A crew under way is warned of each kind of danger once. @param arrived stand in the outage by now */
    void joined(Outage outage, List<RestorationRequest> arrived) {
        List<RestorationRequest> inDanger =
                arrived.stream().filter(CrewMessages::isInDanger).toList();
        if (outage.state() != OutageState.CREW_DISPATCHED || inDanger.isEmpty()) {
            return;
        }
        Set<Hazard> known = hazards.dangersBeside(
                outage.id(), inDanger.stream().map(RestorationRequest::id).toList());
        for (RestorationRequest report : inDanger) {
            for (Hazard danger : hazards.namedBy(report)) {
                if (known.add(danger)) {
                    tell(outage, Optional.of(report), danger, true);
                }
            }
        }
    }

    /** The same of the danger that somebody has named just now who stands in the outage already. */
    void warn(Outage outage, RestorationRequest request) {
        if (outage.state() == OutageState.CREW_DISPATCHED
                && !hazards.dangersBeside(outage.id(), List.of(request.id())).contains(request.hazard())) {
            tell(outage, Optional.of(request), request.hazard(), true);
        }
    }

    /** Whoever the crew was told to call has turned out to stand in another outage. @param outage as it is stored by now */
    void left(Outage outage, List<RestorationRequest> leaving) {
        Optional<Long> named = orders.last(outage.id().value()).map(CrewOrders.Last::namesRequestId);
        if (named.isPresent() && leaving.stream().anyMatch(r -> r.id().value() == named.get())) {
            send(outage);
        }
    }

    /** Supply is back: a crew that has not been told need not go. */
    void callOff(Outage outage) {
        orders.callOff(outage.id().value());
    }

    /** @param beside what the crew has been told before holds as well */
    private void tell(Outage outage, Optional<RestorationRequest> whom, Hazard danger, boolean beside) {
        if (outage.state() != OutageState.CREW_DISPATCHED) {
            return;
        }
        MobileNumber crew = contact(outage).number();
        if (crew == null) {
            return;
        }
        if (!beside) {
            callOff(outage);
        }
        Message.CrewOrder order = order(outage, whom, danger);
        // Where nothing says where it is, the dispatcher has to phone; the form shows that no message went.
        if (order.element() != null || order.address() != null || order.mapLink() != null) {
            orders.owe(outage.id().value(), whom.map(r -> r.id().value()).orElse(null), crew, order);
        }
    }

    /**
     * Whoever has reported the danger, also if the request was withdrawn; else the only one without power. Of a whole
     * transformer nobody's address helps.
     */
    private Optional<RestorationRequest> whomToCall(Outage outage) {
        if (outage.hazard() != Hazard.NONE) {
            Optional<RestorationRequest> reporter =
                    hazards.reporterOfDanger(outage.id()).map(requests::get);
            if (reporter.isPresent()) {
                return reporter;
            }
        }
        return outage.isOnePlace()
                ? requests.all(memberships.members(outage.id())).stream()
                        .filter(r -> isAtThePlace(r, outage))
                        .min(OLDEST_FIRST)
                : Optional.empty();
    }

    private static boolean isInDanger(RestorationRequest request) {
        return request.hazard() != Hazard.NONE;
    }

    private static boolean isAtThePlace(RestorationRequest request, Outage outage) {
        return outage.element() == null
                || request.billId() != null
                        && NetworkElement.of(request.billId()).equals(outage.element());
    }

    private Message.CrewOrder order(Outage outage, Optional<RestorationRequest> whom, Hazard danger) {
        Optional<ServicePoint> place = whom.isPresent()
                ? whom.map(RestorationRequest::billId).flatMap(network::servicePoint)
                : servicePointOf(outage);
        String address = whom.flatMap(r -> Optional.ofNullable(r.address()).or(() -> place.map(ServicePoint::address)))
                .orElse(null);
        // The address says more than a bill id does, if it is the same place.
        boolean said = address != null && outage.isOnePlace() && isAtThePlace(whom.get(), outage);
        NetworkElement element = said ? null : outage.element();
        return new Message.CrewOrder(
                outage.number(),
                danger == Hazard.NONE ? null : danger.name(),
                element == null ? null : element.kind().name(),
                element == null ? null : element.code(),
                address,
                place.map(ServicePoint::transformer)
                        .filter(code -> element == null || !element.code().equals(code))
                        .orElse(null),
                whom.map(RestorationRequest::mobile).orElse(null),
                outage.isOnePlace() ? null : memberships.members(outage.id()).size(),
                place.map(p -> maps.to(p.latitude(), p.longitude()))
                        .or(() -> whom.map(RestorationRequest::position).map(p -> maps.to(p.latitude(), p.longitude())))
                        .or(() -> Optional.ofNullable(outage.element())
                                .flatMap(network::positionOf)
                                .map(p -> maps.to(p.latitude(), p.longitude())))
                        .orElse(null));
    }

    private Optional<ServicePoint> servicePointOf(Outage outage) {
        return Optional.ofNullable(outage.element())
                .filter(e -> e.kind() == ElementKind.SERVICE_POINT)
                .flatMap(e -> network.servicePoint(new BillId(e.code())));
    }
}
