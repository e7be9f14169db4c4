package ir.roshan.api;

import ir.roshan.api.MapFeatures.Feature;
import ir.roshan.api.MapFeatures.Kind;
import ir.roshan.api.MapFeatures.Properties;
import ir.roshan.network.ElementKind;
import ir.roshan.network.MapShape;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.network.Outline;
import ir.roshan.outage.Outage;
import ir.roshan.outage.OutageId;
import ir.roshan.outage.Outages;
import ir.roshan.outage.RestorationSteps;
import ir.roshan.plannedoutage.PlaceTies;
import ir.roshan.plannedoutage.PlannedOutage;
import ir.roshan.plannedoutage.PlannedOutages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Where on the map it is dark: what is open, and what is planned and under way. In as many statements for a thousand outages as for
 * one. What has supply again is left out, and so is whatever concerns fewer service points than a place may be named for.
 */
@Component
class MapOutages {
    private static final int MOST_WINDOWS = 2_000;
    private static final Duration THIS_MOMENT = Duration.ofMillis(1);

    private final Outages outages;
    private final RestorationSteps steps;
    private final PlannedOutages plan;
    private final PlaceTies ties;
    private final Network network;
    private final Clock clock;

    MapOutages(
            Outages outages,
            RestorationSteps steps,
            PlannedOutages plan,
            PlaceTies ties,
            Network network,
            Clock clock) {
        this.outages = outages;
        this.steps = steps;
        this.plan = plan;
        this.ties = ties;
        this.network = network;
        this.clock = clock;
    }

    /** @param content what has to change before it is drawn otherwise */
    record Drawn(List<Feature> features, Object content) {}

    private record Dark(String id, Properties properties, List<String> areas) {}

    private record Content(long revision, List<Dark> dark) {}

    Drawn now(MapShape shape) {
        List<Dark> dark = Stream.concat(open(shape), planned(shape))
                .filter(each -> !each.areas().isEmpty())
                .toList();
        List<Feature> features = new ArrayList<>();
        for (Dark each : dark) {
            Outline outline = shape.around(each.areas()).orElseThrow();
            features.add(Feature.of(each.id(), outline, each.properties()));
        }
        return new Drawn(features, new Content(shape.revision(), dark));
    }

    private Stream<Dark> open(MapShape shape) {
        List<Outage> placed = outages.open(null).stream()
                .filter(outage ->
                        outage.element() != null && shape.shows(outage.element().code()))
                .toList();
        Map<OutageId, Set<String>> back =
                steps.elementsOf(placed.stream().map(Outage::id).toList());
        Map<String, String> transformers = transformersOf(shape, back.values());
        return placed.stream().map(outage -> {
            Set<String> without = back.getOrDefault(outage.id(), Set.of());
            Map<String, Integer> single = new HashMap<>();
            without.stream()
                    .map(transformers::get)
                    .filter(Objects::nonNull)
                    .forEach(transformer -> single.merge(transformer, 1, Integer::sum));
            return new Dark(
                    outage.number(),
                    new Properties(
                            Kind.OPEN,
                            outage.district().number(),
                            outage.number(),
                            outage.detectedAt(),
                            outage.estimatedRestorationAt(),
                            null),
                    shape.fedBy(outage.element(), without, single));
        });
    }

    /** Of single service points that have supply again; of the other parts the map knows where they are. */
    private Map<String, String> transformersOf(MapShape shape, Collection<Set<String>> back) {
        Set<String> single = new HashSet<>();
        back.forEach(codes -> codes.stream().filter(code -> !shape.shows(code)).forEach(single::add));
        return network.transformersOf(single);
    }

    private Stream<Dark> planned(MapShape shape) {
        Instant now = clock.instant();
        List<PlannedOutage> windows = plan.during(now, now.plus(THIS_MOMENT), MOST_WINDOWS).stream()
                .filter(window -> !window.cancelled())
                .toList();
        Map<Long, List<NetworkElement>> tied = ties.elementsOf(windows.stream()
                .map(PlannedOutage::placeId)
                .filter(Objects::nonNull)
                .toList());
        return windows.stream().map(window -> {
            List<NetworkElement> elements = window.element() != null
                    ? List.of(window.element())
                    : tied.getOrDefault(window.placeId(), List.of());
            return new Dark(
                    "planned-" + window.id(),
                    new Properties(
                            Kind.PLANNED, null, window.number(), window.startsAt(), window.endsAt(), window.probable()),
                    elements.stream()
                            .filter(element -> element.kind() != ElementKind.SERVICE_POINT)
                            .flatMap(element -> shape.fedBy(element, Set.of(), Map.of()).stream())
                            .distinct()
                            .toList());
        });
    }
}
