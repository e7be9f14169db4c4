package ir.roshan.plannedoutage;

import ir.roshan.network.District;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.text.RefusedRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which rows of one list are about places of whoever announces it. A place is another's where any service point that it
 * feeds is, and where nobody knows whose it is: a bill id that is announced today may be another district's when the network
 * is loaded tomorrow.
 */
final class OwnPlaces {
    static final String OTHER_DISTRICT = "other-district";

    private final AnnouncementScope scope;
    private final Network network;

    /** What ended before is history, and its number free: it may come again another day. */
    private final Instant over;

    /** A list names the same feeder in many rows, and a substation feeds a hundred thousand service points. */
    private final Map<NetworkElement, Boolean> own = new HashMap<>();

    OwnPlaces(AnnouncementScope scope, Network network, Instant over) {
        this.scope = scope;
        this.network = network;
        this.over = over;
    }

    /**
     * The row, with its district where only a text says where it is.
     *
     * @param ofNumber every known outage with the row's number
     * @param mayMove of {@link Reconciliation#compare}
     * @param elementField the column that names the element; empty where the whole list is about one
     * @param districtField what has to be named where the district could be one of several
     * @throws RefusedRow {@code other-district}
     */
    AnnouncedOutage checked(
            AnnouncedOutage row,
            List<PlannedOutage> ofNumber,
            boolean mayMove,
            String elementField,
            String districtField) {
        if (scope.isWholeCompany()) return row;
        if (row.district() != null && !scope.covers(row.district())) throw new RefusedRow(OTHER_DISTRICT, "district");
        if (row.element() != null && !isOwn(row.element())) throw new RefusedRow(OTHER_DISTRICT, elementField);
        AnnouncedOutage checked = row.element() == null ? inADistrict(row, ofNumber, elementField, districtField) : row;
        if (takesAnothers(checked, ofNumber, mayMove)) throw new RefusedRow(OTHER_DISTRICT, numberField(elementField));
        return checked;
    }

    AnnouncementScope scope() {
        return scope;
    }

    boolean isOfTheCompany() {
        return scope.isWholeCompany();
    }

    /** Whether the announcer may change the outage, cancelling included. */
    boolean isOwn(PlannedOutage outage) {
        if (scope.isWholeCompany()) return true;
        return outage.element() != null
                ? isOwn(outage.element())
                : outage.district() != null && scope.covers(outage.district());
    }

    /** Whether all that it feeds is the announcer's. */
    boolean isOwn(NetworkElement element) {
        if (scope.isWholeCompany()) return true;
        return own.computeIfAbsent(element, e -> {
            Set<District> fed = network.districtsOf(e);
            return !fed.isEmpty() && fed.stream().allMatch(scope::covers);
        });
    }

    private AnnouncedOutage inADistrict(
            AnnouncedOutage row, List<PlannedOutage> ofNumber, String elementField, String districtField) {
        if (row.district() != null) return row;
        if (scope.districts().isEmpty()) throw new RefusedRow(OTHER_DISTRICT, elementField);
        return row.in(scope.theOnlyOne()
                .or(() -> knownDistrict(ofNumber))
                .orElseThrow(() -> new RefusedRow("required", districtField)));
    }

    /** Where the announcer's text of the number was before, if that was one district. */
    private Optional<District> knownDistrict(List<PlannedOutage> ofNumber) {
        List<District> known = ofNumber.stream()
                .filter(outage -> outage.element() == null && isOwn(outage))
                .map(PlannedOutage::district)
                .distinct()
                .toList();
        return known.size() == 1 ? Optional.of(known.get(0)) : Optional.empty();
    }

    /**
     * A number and a place name an outage, and a number alone does where its outage is moved. So a row is refused that would
     * be another's outage itself, or would give one a new place. Who has a part in a number that several districts share goes
     * on with that part.
     */
    private boolean takesAnothers(AnnouncedOutage row, List<PlannedOutage> ofNumber, boolean mayMove) {
        boolean isAnothers = ofNumber.stream()
                .anyMatch(known -> Objects.equals(known.element(), row.element())
                        && known.startsAt().equals(row.interval().startsAt())
                        && !isOwn(known));
        if (isAnothers || !mayMove || !row.isNumbered()) return isAnothers;
        List<PlannedOutage> live =
                ofNumber.stream().filter(known -> !known.endedBefore(over)).toList();
        return live.stream().noneMatch(this::isOwn) && live.stream().anyMatch(known -> standsInTheWayOf(row, known));
    }

    /** A text of the whole company may be about this very place: whoever knows its element names it as an outage of its own. */
    private static boolean standsInTheWayOf(AnnouncedOutage row, PlannedOutage known) {
        return row.element() == null || known.element() != null || known.district() != null;
    }

    /** The rows of the national service are about one bill id, and so is their refusal. */
    private static String numberField(String elementField) {
        return elementField.isEmpty() ? "" : "number";
    }
}
