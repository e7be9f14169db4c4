package ir.roshan.plannedoutage;

import ir.roshan.network.District;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * For which districts somebody announces, changes and takes back planned outages: an administrator for the whole company, a
 * dispatcher for their own.
 */
public final class AnnouncementScope {
    private static final AnnouncementScope COMPANY = new AnnouncementScope(null);

    /** In their order; null for all of them, those included that the company will have one day. */
    private final List<District> districts;

    private AnnouncementScope(List<District> districts) {
        this.districts = districts;
    }

    public static AnnouncementScope wholeCompany() {
        return COMPANY;
    }

    /** @param districts none where the announcer has none, and then every row is another's */
    public static AnnouncementScope of(Collection<District> districts) {
        return new AnnouncementScope(districts.stream()
                .distinct()
                .sorted(Comparator.comparingInt(District::number))
                .toList());
    }

    boolean isWholeCompany() {
        return districts == null;
    }

    boolean covers(District district) {
        return districts == null || districts.contains(district);
    }

    /** @throws IllegalStateException if it is the whole company, which cannot be listed */
    List<District> districts() {
        if (districts == null) throw new IllegalStateException("the whole company is no list of districts");
        return districts;
    }

    /** The district that is meant where none is named; empty where it could be one of several. */
    Optional<District> theOnlyOne() {
        return districts == null || districts.size() != 1 ? Optional.empty() : Optional.of(districts.get(0));
    }
}
