package ir.roshan.api;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import ir.roshan.agreement.Company;
import ir.roshan.api.OutageDossier.AttachedRequest;
import ir.roshan.api.OutageDossier.Earlier;
import ir.roshan.api.OutageDossier.Element;
import ir.roshan.api.OutageDossier.Event;
import ir.roshan.api.OutageDossier.Part;
import ir.roshan.api.OutageDossier.PossibleReason;
import ir.roshan.api.OutageDossier.RestoredPart;
import ir.roshan.network.ElementKind;
import ir.roshan.network.MapLinks;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.network.ServicePoint;
import ir.roshan.outage.CrewMessages;
import ir.roshan.outage.Memberships;
import ir.roshan.outage.Outage;
import ir.roshan.outage.OutageId;
import ir.roshan.outage.OutageTimeline;
import ir.roshan.outage.Outages;
import ir.roshan.outage.RestorationStep;
import ir.roshan.outage.RestorationSteps;
import ir.roshan.outage.Whereabouts;
import ir.roshan.plannedoutage.NamedStreets;
import ir.roshan.plannedoutage.PlannedOutage;
import ir.roshan.plannedoutage.PlannedOutageCheck;
import ir.roshan.plannedoutage.PlannedOutages;
import ir.roshan.request.Hazard;
import ir.roshan.request.RequestId;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import ir.roshan.request.Timeline;
import ir.roshan.security.Accounts;
import ir.roshan.security.AuditLog;
import ir.roshan.text.BillId;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Puts together everything about one outage, for the person who works on it. Every look is written down, since it shows who lives where. */
@Component
class OutageDossiers {
    /** Reports shown at once; a fault of a whole feeder has thousands. */
    private static final int REPORTS = 50;
    /** Earlier outages that are shown. */
    private static final int EARLIER = 5;
    /** Of how many places unplanned announcements are looked up. */
    private static final int PLACES = 10;

    private static final Comparator<RestorationRequest> URGENT_FIRST = comparing(
                    (RestorationRequest r) -> r.hazard() == Hazard.NONE)
            .thenComparing(r -> !r.lifeSupport())
            .thenComparing(r -> r.critical() == null || r.critical().isEmpty())
            .thenComparing(RestorationRequest::priority, reverseOrder())
            .thenComparing(RestorationRequest::submittedAt)
            .thenComparing(r -> r.id().value());

    private final Outages outages;
    private final Memberships memberships;
    private final RestorationSteps restorationSteps;
    private final OutageTimeline timeline;
    private final Timeline timelineOfRequests;
    private final Requests requests;
    private final CrewMessages crews;
    private final PlannedOutages plannedOutages;
    private final PlannedOutageCheck check;
    private final Network network;
    private final Whereabouts whereabouts;
    private final MapLinks maps;
    private final Company company;
    private final Views views;
    private final Accounts accounts;
    private final AuditLog audit;
    private final Clock clock;

    OutageDossiers(
            Outages outages,
            Memberships memberships,
            RestorationSteps restorationSteps,
            OutageTimeline timeline,
            Timeline timelineOfRequests,
            Requests requests,
            CrewMessages crews,
            PlannedOutages plannedOutages,
            PlannedOutageCheck check,
            Network network,
            Whereabouts whereabouts,
            MapLinks maps,
            Company company,
            Views views,
            Accounts accounts,
            AuditLog audit,
            Clock clock) {
        this.outages = outages;
        this.memberships = memberships;
        this.restorationSteps = restorationSteps;
        this.timeline = timeline;
        this.timelineOfRequests = timelineOfRequests;
        this.requests = requests;
        this.crews = crews;
        this.plannedOutages = plannedOutages;
        this.check = check;
        this.network = network;
        this.whereabouts = whereabouts;
        this.maps = maps;
        this.company = company;
        this.views = views;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /** The first of its reports. */
    OutageDossier show(Caller caller, Outage outage) {
        return show(caller, outage, null, 0);
    }

    /**
     * @param below code of the element from below which reports are shown; null for all
     * @param from how many of them to leave out
     */
    OutageDossier show(Caller caller, Outage outage, String below, int from) {
        audit.append(caller.account(), AuditLog.Deed.OUTAGE_SHOWN, outage.number(), null);
        List<RestorationRequest> reports = requests.all(memberships.counted(outage.id())).stream()
                .sorted(URGENT_FIRST)
                .toList();
        Map<RequestId, Instant> restoredAhead = memberships.restoredAhead(outage.id());
        List<RestorationStep> steps = restorationSteps.of(outage.id());
        Map<BillId, List<NetworkElement>> paths = network.pathsOf(reports.stream()
                .map(RestorationRequest::billId)
                .filter(Objects::nonNull)
                .toList());
        List<RestorationRequest> shown = reports.stream()
                .filter(r -> below == null || isBelow(below, pathOf(r, paths)))
                .skip(from)
                .limit(REPORTS)
                .toList();
        Map<BillId, ServicePoint> points = network.servicePoints(shown.stream()
                .map(RestorationRequest::billId)
                .filter(Objects::nonNull)
                .toList());
        Map<RequestId, List<Timeline.Entry>> added = timelineOfRequests.addedTo(
                shown.stream().map(RestorationRequest::id).toList());
        CrewMessages.Contact crew = crews.contact(outage);
        List<OutageTimeline.Event> happened = timeline.of(outage.id());
        Map<String, String> names = accounts.fullNames(
                happened.stream().map(OutageTimeline.Event::byWhom).toList());
        List<NetworkElement> path = pathOf(outage.element());
        Whereabouts.Where where = where(outage, reports);
        NamedStreets streets = streets(outage, reports, where);
        List<PlannedOutage> inWords = plannedOutages.knownByText(outage.district(), clock.instant(), path.isEmpty());
        return new OutageDossier(
                views.outage(outage),
                Element.of(outage.element()),
                path.stream().map(Element::of).toList(),
                where,
                outage.placedByHand(),
                numberOf(outage.absorbedInto()),
                numberOf(outage.follows()),
                outage.priority(),
                outage.hazard(),
                outage.verifyBy(),
                outage.restoreBy(),
                outage.verifiedAt(),
                outage.finding(),
                outage.dispatchedAt(),
                outage.crew(),
                crew.number() == null ? null : crew.number().value(),
                crew.last() == null ? null : MessageView.of(crew.last()),
                outage.cause(),
                outage.restoredAt(),
                steps.stream().map(RestoredPart::of).toList(),
                partsOf(outage.element(), reports, paths, steps),
                outage.breachedAt(),
                shown.stream()
                        .map(r -> attached(
                                r,
                                Optional.ofNullable(r.billId()).map(points::get),
                                added.getOrDefault(r.id(), List.of()),
                                restoredAhead.get(r.id())))
                        .toList(),
                possibleReasons(outage, reports, inWords.stream().filter(window -> streets.standIn(window.area()))),
                streets.isEmpty() ? inWords.stream().map(PossibleReason::of).toList() : List.of(),
                outages.before(outage, EARLIER).stream().map(Earlier::of).toList(),
                mapLink(outage.element()),
                happened.stream().map(event -> Event.of(event, names)).toList());
    }

    private String numberOf(OutageId other) {
        return other == null ? null : outages.get(other).number();
    }

    private List<NetworkElement> pathOf(NetworkElement element) {
        return element == null ? List.of() : network.pathOf(element);
    }

    private static List<NetworkElement> pathOf(RestorationRequest report, Map<BillId, List<NetworkElement>> paths) {
        return report.billId() == null ? List.of() : paths.getOrDefault(report.billId(), List.of());
    }

    private static boolean isBelow(String code, List<NetworkElement> path) {
        return path.stream().anyMatch(element -> element.code().equals(code));
    }

    /** What a crew may mend one by one, and a dispatcher may part from the rest. */
    private List<Part> partsOf(
            NetworkElement element,
            List<RestorationRequest> reports,
            Map<BillId, List<NetworkElement>> paths,
            List<RestorationStep> steps) {
        if (element == null || element.kind() == ElementKind.SERVICE_POINT) {
            return List.of();
        }
        Map<NetworkElement, Integer> requestsBelow = new TreeMap<>(comparing(NetworkElement::code));
        if (element.kind() != ElementKind.TRANSFORMER) {
            network.partsOf(element).forEach(part -> requestsBelow.put(part, 0));
        }
        for (RestorationRequest report : reports) {
            List<NetworkElement> path = pathOf(report, paths);
            int at = path.indexOf(element);
            if (at > 0) {
                requestsBelow.merge(path.get(at - 1), 1, Integer::sum);
            }
        }
        Map<NetworkElement, Integer> below = network.servicePointsBelow(requestsBelow.keySet());
        return requestsBelow.entrySet().stream()
                .map(part -> new Part(
                        Element.of(part.getKey()),
                        below.getOrDefault(part.getKey(), 0),
                        part.getValue(),
                        steps.stream()
                                .filter(step -> step.element().equals(part.getKey()))
                                .findFirst()
                                .map(RestorationStep::restoredAt)
                                .orElse(null)))
                .toList();
    }

    private String mapLink(NetworkElement element) {
        return (element == null ? Optional.<Network.Position>empty() : network.positionOf(element))
                .map(p -> maps.to(p.latitude(), p.longitude()))
                .orElse(null);
    }

    private AttachedRequest attached(
            RestorationRequest r, Optional<ServicePoint> place, List<Timeline.Entry> added, Instant restoredAt) {
        Optional<Network.Position> position = place.filter(p -> p.latitude() != null)
                .map(p -> new Network.Position(p.latitude(), p.longitude()))
                .or(() -> Optional.ofNullable(r.position()));
        return new AttachedRequest(
                r.trackingCode().value(),
                r.submittedAt(),
                r.outSince(),
                r.priority(),
                r.billId() == null ? null : r.billId().value(),
                r.billId() != null && r.billId().companyCode() != company.billCode(),
                r.address() != null
                        ? r.address()
                        : place.map(ServicePoint::address).orElse(null),
                place.map(ServicePoint::transformer).orElse(null),
                position.map(Network.Position::latitude).orElse(null),
                position.map(Network.Position::longitude).orElse(null),
                position.map(p -> maps.to(p.latitude(), p.longitude())).orElse(null),
                r.mobile().value(),
                r.description(),
                added.stream()
                        .filter(entry -> entry.step() == Timeline.Step.REMARK && entry.note() != null)
                        .map(entry -> new OutageDossier.Remark(entry.at(), entry.note()))
                        .toList(),
                r.hazard(),
                added.stream()
                        .filter(entry -> entry.step() == Timeline.Step.DANGER)
                        .map(entry -> Hazard.valueOf(entry.note()))
                        .filter(danger -> danger != r.hazard())
                        .toList(),
                r.lifeSupport(),
                r.critical() == null || r.critical().isEmpty() ? null : r.critical(),
                r.neighboursOut(),
                r.plannedCheck(),
                r.breachedAt(),
                restoredAt);
    }

    /** A single place has an address, which says more than its street. */
    private Whereabouts.Where where(Outage outage, List<RestorationRequest> reports) {
        Whereabouts.Where where = whereabouts.of(outage);
        return outage.isOnePlace()
                ? addressesOf(reports)
                        .findFirst()
                        .map(address -> new Whereabouts.Where(List.of(address), where.reported()))
                        .orElse(where)
                : where;
    }

    /** As reported, or else as the network data has them. */
    private Stream<String> addressesOf(List<RestorationRequest> reports) {
        List<RestorationRequest> some = reports.stream().limit(PLACES).toList();
        Map<String, String> known = network.addressesOf(some.stream()
                .map(RestorationRequest::billId)
                .filter(Objects::nonNull)
                .map(BillId::value)
                .toList());
        return some.stream()
                .flatMap(r -> Stream.of(
                                Optional.ofNullable(r.address()),
                                Optional.ofNullable(r.billId()).map(billId -> known.get(billId.value())))
                        .flatMap(Optional::stream));
    }

    /** In which it could be: a window of which only words say where is about this outage if they name one of them. */
    private NamedStreets streets(Outage outage, List<RestorationRequest> reports, Whereabouts.Where where) {
        return NamedStreets.in(
                Stream.concat(outage.isOnePlace() ? Stream.empty() : where.words().stream(), addressesOf(reports))
                        .toList());
    }

    /**
     * Announcements under way that no rule takes for the reason, and a person might: at the outage's own places those that came
     * too late or that their list calls unplanned, and those of which only a text says where, in words of its own street.
     */
    private List<PossibleReason> possibleReasons(
            Outage outage, List<RestorationRequest> reports, Stream<PlannedOutage> inItsStreet) {
        Instant now = clock.instant();
        Map<Long, PlannedOutage> found = new LinkedHashMap<>();
        // What is on plan at the very place comes first: a list may have come after the verification.
        Stream.concat(
                        Stream.ofNullable(outage.element()),
                        placesOf(outage, reports).map(NetworkElement::of))
                .distinct()
                .flatMap(place -> check.at(place, now).stream())
                .map(whole -> whole.windowAt(now))
                .forEach(p -> found.putIfAbsent(p.id(), p));
        placesOf(outage, reports)
                .flatMap(billId -> plannedOutages.unplannedAt(billId, now).stream())
                .forEach(p -> found.putIfAbsent(p.id(), p));
        inItsStreet.forEach(p -> found.putIfAbsent(p.id(), p));
        return found.values().stream().map(PossibleReason::of).toList();
    }

    private static Stream<BillId> placesOf(Outage outage, List<RestorationRequest> reports) {
        NetworkElement element = outage.element();
        return element != null && element.kind() == ElementKind.SERVICE_POINT
                ? Stream.of(new BillId(element.code()))
                : reports.stream()
                        .map(RestorationRequest::billId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .limit(PLACES);
    }
}
