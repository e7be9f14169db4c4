package ir.roshan.api;

import ir.roshan.network.ElementNames;
import ir.roshan.network.NetworkElement;
import ir.roshan.network.Streets;
import ir.roshan.outage.Outage;
import ir.roshan.outage.OutageId;
import ir.roshan.outage.RestorationSteps;
import ir.roshan.plannedoutage.PlaceTies;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Where outages are in people's words, for nobody has to know what a feeder is: the company's own name for the element, what its
 * plan calls it, and the streets below it. In as many statements for a thousand outages as for one.
 */
@Component
class PlaceWords {
    /** A feeder has some dozens of streets, a substation hundreds, and there may be thousands of outages. */
    private static final int MOST = 40;

    private static final int MOST_OF_PLAN = 3;

    private final ElementNames names;
    private final PlaceTies ties;
    private final Streets streets;
    private final RestorationSteps steps;

    PlaceWords(ElementNames names, PlaceTies ties, Streets streets, RestorationSteps steps) {
        this.names = names;
        this.ties = ties;
        this.streets = streets;
        this.steps = steps;
    }

    /**
     * @param servicePoints below each element
     * @return outages that are over, or of which nothing may be named, are not in it
     */
    Map<OutageId, List<String>> of(Collection<Outage> all, Map<NetworkElement, Integer> servicePoints) {
        List<Outage> placed = all.stream()
                .filter(outage -> outage.element() != null && outage.isOpen())
                .toList();
        Set<NetworkElement> elements = new LinkedHashSet<>();
        placed.stream()
                .map(Outage::element)
                .filter(element -> servicePoints.getOrDefault(element, 0) >= Streets.FEWEST_POINTS)
                .forEach(elements::add);
        Map<OutageId, Set<String>> back =
                steps.elementsOf(placed.stream().map(Outage::id).toList());
        Map<OutageId, Streets.Area> areas = new HashMap<>();
        placed.forEach(outage ->
                areas.put(outage.id(), new Streets.Area(outage.element(), back.getOrDefault(outage.id(), Set.of()))));
        Map<String, String> named =
                names.of(elements.stream().map(NetworkElement::code).toList());
        Map<NetworkElement, List<String>> planned = ties.wordsOf(elements);
        Map<Streets.Area, List<String>> below = streets.of(areas.values());
        Map<OutageId, List<String>> words = new HashMap<>();
        for (Outage outage : placed) {
            Set<String> places = new LinkedHashSet<>();
            if (elements.contains(outage.element())
                    && named.containsKey(outage.element().code())) {
                places.add(named.get(outage.element().code()));
            }
            planned.getOrDefault(outage.element(), List.of()).stream()
                    .limit(MOST_OF_PLAN)
                    .forEach(places::add);
            places.addAll(below.getOrDefault(areas.get(outage.id()), List.of()));
            if (!places.isEmpty()) {
                words.put(outage.id(), places.stream().limit(MOST).toList());
            }
        }
        return words;
    }
}
