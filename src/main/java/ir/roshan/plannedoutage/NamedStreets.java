package ir.roshan.plannedoutage;

import ir.roshan.network.StreetOfAddress;
import java.util.Collection;
import java.util.List;

/**
 * The streets and quarters that addresses name, to be found again in the words of an announcement: what is announced for another
 * street of the same district is nobody's reason.
 */
public final class NamedStreets {
    private final List<String> names;

    private NamedStreets(List<String> names) {
        this.names = names;
    }

    /** @param addresses normalised; those without a street or a quarter say nothing */
    public static NamedStreets in(Collection<String> addresses) {
        return new NamedStreets(addresses.stream()
                .flatMap(address -> StreetOfAddress.partsOf(address).stream())
                .map(StreetOfAddress::nameIn)
                .map(PlannedPlaces::normalForm)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList());
    }

    /** Whether nothing says in which street it is. */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** Whether one of them stands in these words, whole: «شهر» is no «شهرک». */
    public boolean standIn(String words) {
        String within = " " + PlannedPlaces.normalForm(words) + " ";
        return names.stream().anyMatch(name -> within.contains(" " + name + " "));
    }
}
