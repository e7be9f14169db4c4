package ir.roshan.plannedoutage;

import ir.roshan.network.District;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The same question as {@link PlannedOutageCheck}, for whoever names their place in words instead of by a bill id. Two places can
 * share a word, so that all that match are answered and none is guessed.
 */
@Component
public class PlannedPlaceCheck {
    private static final int MOST_PLACES = 100;
    private static final int MOST_WINDOWS = 2_000;

    private static final Comparator<Named> BY_START = Comparator.comparing(
                    (Named named) -> named.window().startsAt())
            .thenComparing(named -> named.window().id());

    private final PlannedOutages plannedOutages;
    private final PlannedOutageCheck check;
    private final Network network;

    public PlannedPlaceCheck(PlannedOutages plannedOutages, PlannedOutageCheck check, Network network) {
        this.plannedOutages = plannedOutages;
        this.check = check;
        this.network = network;
    }

    /**
     * A window that reaches a place of those words.
     *
     * @param place in the company's words; null where the window has an element and only its area has the words
     */
    public record Named(PlannedOutage window, String place) {}

    /**
     * @param windows that reach any of the places, or a part of one, by start
     * @param outlook of all of them together: NOT_PLANNED only where it holds for each; its windows are not told apart
     * @param places that have the words, in normal form; the last to come first
     * @param placeIds theirs, in the same order
     * @param more whether there are more places or windows than are shown
     */
    public record Outlook(
            PlannedOutageCheck.Outlook outlook,
            List<Named> windows,
            List<String> places,
            List<Long> placeIds,
            boolean more) {}

    /**
     * @param answer UNKNOWN as well where not the same holds for every place that has the words, or only for a part of one
     * @param paths of the elements to which the places are tied, from narrow to wide; empty where one is tied to nothing, so
     *     that nobody knows where all of them are
     */
    public record Answer(PlannedOutageCheck.Answer answer, List<List<NetworkElement>> paths) {}

    /** Whether there is a word in it, and not signs alone. */
    public static boolean hasWords(String typed) {
        return !PlannedPlaces.wordsOf(typed).isEmpty();
    }

    /**
     * What may be said of the places of these words in the time {@code [from, to)}.
     *
     * @param words of which each has to stand in the place, as a whole word and in any order
     */
    public Outlook outlook(String words, Instant from, Instant to) {
        List<String> wanted = PlannedPlaces.wordsOf(words);
        List<PlannedPlaces.Known> known = plannedOutages.places().havingWords(wanted, MOST_PLACES + 1);
        List<PlannedPlaces.Known> places = known.stream().limit(MOST_PLACES).toList();
        Map<Long, Named> windows = new LinkedHashMap<>();
        List<PlannedOutage> inWords = new ArrayList<>();
        for (PlannedPlaces.OfWords found : plannedOutages.places().named(wanted, from, to, MOST_WINDOWS))
            if (found.window().endsAt() == null) inWords.add(found.window());
            else
                windows.put(
                        found.window().id(),
                        new Named(found.window(), found.window().element() == null ? found.place() : null));
        List<PlannedOutageCheck.Outlook> each = new ArrayList<>();
        for (PlannedPlaces.Known place : places) {
            List<PlannedOutage> reaching = new ArrayList<>(plannedOutages.below(place.elements(), from, to));
            for (PlannedOutageCheck.Place spot : spots(place)) {
                PlannedOutageCheck.Outlook outlook = check.outlookFor(spot, from, to);
                reaching.addAll(outlook.windows());
                each.add(outlook);
            }
            reaching.forEach(window -> windows.putIfAbsent(window.id(), new Named(window, place.words())));
        }
        each.forEach(outlook -> outlook.inWords().stream()
                .filter(window -> !inWords.contains(window))
                .forEach(inWords::add));
        return new Outlook(
                together(each, windows.values(), inWords),
                windows.values().stream().sorted(BY_START).limit(MOST_WINDOWS).toList(),
                places.stream().map(PlannedPlaces.Known::words).toList(),
                places.stream().map(PlannedPlaces.Known::id).toList(),
                known.size() > MOST_PLACES || windows.size() > MOST_WINDOWS);
    }

    /** The same of places that are known by their ids; nothing else that has their words is meant. */
    PlannedOutageCheck.Outlook outlookOf(List<PlannedPlaces.Known> places, Instant from, Instant to) {
        List<PlannedOutageCheck.Outlook> each = places.stream()
                .flatMap(place -> spots(place).stream())
                .map(spot -> check.outlookFor(spot, from, to))
                .toList();
        Map<Long, Named> windows = new LinkedHashMap<>();
        each.forEach(outlook ->
                outlook.windows().forEach(window -> windows.putIfAbsent(window.id(), new Named(window, null))));
        List<PlannedOutage> inWords = each.stream()
                .flatMap(outlook -> outlook.inWords().stream())
                .distinct()
                .toList();
        return together(each, windows.values(), inWords);
    }

    private static PlannedOutageCheck.Outlook together(
            List<PlannedOutageCheck.Outlook> each, Collection<Named> windows, List<PlannedOutage> inWords) {
        Optional<UnknownReason> reason = Optional.empty();
        if (windows.isEmpty())
            reason = each.isEmpty()
                    ? Optional.of(UnknownReason.PLACE_NOT_IN_NETWORK)
                    : each.stream()
                            .flatMap(outlook -> outlook.reason().stream())
                            .findFirst();
        boolean isCovered =
                each.stream().allMatch(outlook -> outlook.coveredUntil().isPresent());
        return new PlannedOutageCheck.Outlook(
                PlannedOutageCheck.knowledge(!windows.isEmpty(), reason),
                windows.stream().map(Named::window).toList(),
                inWords,
                reason,
                each.stream().flatMap(outlook -> outlook.asOf().stream()).min(Comparator.naturalOrder()),
                isCovered
                        ? each.stream()
                                .flatMap(outlook -> outlook.coveredUntil().stream())
                                .min(Comparator.naturalOrder())
                        : Optional.empty(),
                reason.filter(UnknownReason.NOT_PUBLISHED_YET::equals).isEmpty()
                        ? Optional.empty()
                        : each.stream()
                                .flatMap(outlook -> outlook.usuallyBy().stream())
                                .max(Comparator.naturalOrder()));
    }

    /** What may be said of the places of these words at a moment. */
    public Answer check(String words, Instant at) {
        List<String> wanted = PlannedPlaces.wordsOf(words);
        List<PlannedPlaces.Known> places = plannedOutages.places().havingWords(wanted, MOST_PLACES + 1);
        List<PlannedOutageCheck.Place> spots =
                places.stream().flatMap(place -> spots(place).stream()).toList();
        boolean isTied = places.stream().noneMatch(place -> place.elements().isEmpty());
        return new Answer(
                answer(wanted, places, spots, at),
                isTied
                        ? spots.stream()
                                .map(PlannedOutageCheck.Place::path)
                                .distinct()
                                .toList()
                        : List.of());
    }

    private PlannedOutageCheck.Answer answer(
            List<String> words, List<PlannedPlaces.Known> places, List<PlannedOutageCheck.Place> spots, Instant at) {
        List<PlannedOutageCheck.Answer> answers =
                spots.stream().map(spot -> check.answerFor(spot, at)).toList();
        boolean isOne = places.size() <= MOST_PLACES
                && answers.stream().map(PlannedPlaceCheck::said).distinct().count() == 1;
        if (isOne && answers.get(0).knowledge() == Knowledge.PLANNED) return answers.get(0);
        Instant justAfter = PlannedOutageCheck.justAfter(at);
        List<NetworkElement> elements =
                places.stream().flatMap(place -> place.elements().stream()).toList();
        boolean isNamed =
                !plannedOutages.places().named(words, at, justAfter, 1).isEmpty();
        if (isNamed || !plannedOutages.below(elements, at, justAfter).isEmpty() || !isOne && !answers.isEmpty())
            return unknown(UnknownReason.NAMED_IN_WORDS, answers);
        return isOne ? answers.get(0) : unknown(UnknownReason.PLACE_NOT_IN_NETWORK, answers);
    }

    private static PlannedOutageCheck.Answer unknown(UnknownReason reason, List<PlannedOutageCheck.Answer> answers) {
        return new PlannedOutageCheck.Answer(
                Knowledge.UNKNOWN,
                Optional.empty(),
                Optional.of(reason),
                answers.stream().flatMap(answer -> answer.asOf().stream()).min(Comparator.naturalOrder()));
    }

    /** What somebody hears of it. */
    private static List<Object> said(PlannedOutageCheck.Answer answer) {
        return List.of(
                answer.knowledge(),
                answer.interruption().map(PlannedInterruption::endsAt),
                answer.interruption().map(PlannedInterruption::probable),
                answer.reason());
    }

    /** Each element to which it is tied, in each district that the element feeds; or its words. */
    private List<PlannedOutageCheck.Place> spots(PlannedPlaces.Known place) {
        List<PlannedOutageCheck.Place> spots = new ArrayList<>();
        for (NetworkElement element : place.elements()) {
            List<NetworkElement> path = network.pathOf(element);
            Set<District> districts =
                    place.district() == null ? network.districtsOf(element) : Set.of(place.district());
            for (District district : districts)
                if (!path.isEmpty()) spots.add(PlannedOutageCheck.Place.of(path, district));
        }
        return spots.isEmpty() ? List.of(PlannedOutageCheck.Place.of(place)) : spots;
    }
}
