package ir.roshan.outage;

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
import ir.roshan.request.RequestId;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import ir.roshan.text.MobileNumber;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * What a crew is told when it is sent, and when the place or the danger turns out to be another (A3.4). Only a crew of the
 * company's own table has a number; any other that a dispatcher names is phoned.
 */
@Service
public class CrewMessages {
    private static final Comparator<RestorationRequest> IN_DANGER_FIRST = Comparator.comparing(
                    (RestorationRequest r) -> !isInDanger(r))
            .thenComparing(RestorationRequest::submittedAt)
            .thenComparing(r -> r.id().value());

    private final Outages outages;
    private final Requests requests;
    private final Crews crews;
    private final Network network;
    private final MapLinks maps;
    private final CrewOrders orders;

    CrewMessages(Outages outages, Requests requests, Crews crews, Network network, MapLinks maps, CrewOrders orders) {
        this.outages = outages;
        this.requests = requests;
        this.crews = crews;
        this.network = network;
        this.maps = maps;
        this.orders = orders;
    }

    /** The number of the outage's crew; empty where none is sent, or none of the company's table. */
    public Optional<MobileNumber> numberOf(Outage outage) {
        return outage.crew() == null
                ? Optional.empty()
                : crews.find(outage.district(), outage.crew()).map(crew -> crew.mobile());
    }

    /** What has become of the order that holds; empty where the crew was sent without a message. */
    public Optional<MessageRecord> last(Outage outage) {
        return orders.last(outage.id().value());
    }

    /** Sends the crew where the outage stands now; nothing where none is under way. @param outage as it is stored by now */
    void send(Outage outage) {
        if (outage.state() != OutageState.CREW_DISPATCHED) {
            return;
        }
        Optional<MobileNumber> crew = numberOf(outage);
        if (crew.isEmpty()) {
            return;
        }
        List<RestorationRequest> waiting = requests.all(outages.members(outage.id()));
        Optional<RestorationRequest> whom = whomToCall(outage, waiting);
        orders.owe(
                outage.id().value(),
                whom.map(r -> r.id().value()).orElse(null),
                crew.get(),
                order(outage, waiting, whom));
    }

    /** A crew under way is warned of the first danger that is reported. @param arrived stand in the outage by now */
    void joined(Outage outage, List<RestorationRequest> arrived) {
        if (outage.state() != OutageState.CREW_DISPATCHED || arrived.stream().noneMatch(CrewMessages::isInDanger)) {
            return;
        }
        List<RequestId> news = arrived.stream().map(RestorationRequest::id).toList();
        boolean known = requests.all(outages.members(outage.id())).stream()
                .anyMatch(r -> isInDanger(r) && !news.contains(r.id()));
        if (!known) {
            send(outage);
        }
    }

    /** Supply is back: a crew that has not been told need not go. */
    void callOff(Outage outage) {
        orders.callOff(outage.id().value());
    }

    /** Whoever has reported the danger, or the only one without power. Of a whole transformer nobody's address helps. */
    private static Optional<RestorationRequest> whomToCall(Outage outage, List<RestorationRequest> waiting) {
        return waiting.stream().filter(r -> isOnePlace(outage) || isInDanger(r)).min(IN_DANGER_FIRST);
    }

    private static boolean isInDanger(RestorationRequest request) {
        return request.hazard() != Hazard.NONE;
    }

    private static boolean isOnePlace(Outage outage) {
        return outage.element() == null || outage.element().kind() == ElementKind.SERVICE_POINT;
    }

    private Message.CrewOrder order(
            Outage outage, List<RestorationRequest> waiting, Optional<RestorationRequest> whom) {
        Optional<ServicePoint> place = whom.map(RestorationRequest::billId).flatMap(network::servicePoint);
        String address = whom.map(RestorationRequest::address)
                .or(() -> place.map(ServicePoint::address))
                .orElse(null);
        // The address says more than a bill id does.
        NetworkElement element = isOnePlace(outage) && address != null ? null : outage.element();
        return new Message.CrewOrder(
                outage.number(),
                outage.hazard() == Hazard.NONE ? null : outage.hazard().name(),
                element == null ? null : element.kind().name(),
                element == null ? null : element.code(),
                address,
                place.map(ServicePoint::transformer)
                        .filter(code -> address != null
                                && (element == null || !element.code().equals(code)))
                        .orElse(null),
                whom.map(r -> r.mobile().value()).orElse(null),
                isOnePlace(outage) ? null : waiting.size(),
                place.map(p -> maps.to(p.latitude(), p.longitude()))
                        .or(() -> Optional.ofNullable(outage.element())
                                .flatMap(network::positionOf)
                                .map(p -> maps.to(p.latitude(), p.longitude())))
                        .orElse(null));
    }
}
