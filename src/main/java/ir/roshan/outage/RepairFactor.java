package ir.roshan.outage;

import ir.roshan.calendar.SolarHijri;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What makes a repair long or short, as far as it is known before it ends; the widest first. */
public enum RepairFactor {
    DISTRICT(traits -> Integer.toString(traits.district())),
    KIND(RepairTraits::kind),
    HAZARD(RepairTraits::hazard),
    HOUR(traits -> Integer.toString(
            traits.at().atZone(SolarHijri.TEHRAN).getHour() / RepairFactor.HOURS * RepairFactor.HOURS)),
    WEEKDAY(traits -> traits.at().atZone(SolarHijri.TEHRAN).getDayOfWeek().name()),
    ALONGSIDE(traits -> band(traits.alongside())),
    CAUSE(RepairTraits::cause),
    FEEDER(RepairTraits::feeder),
    PLACE(RepairTraits::place),
    CREW(traits -> traits.crew() == null ? null : traits.district() + ":" + traits.crew());

    /** Of one part of the day. */
    private static final int HOURS = 6;
    /** From so many other repairs in the district on. */
    private static final List<Integer> BANDS = List.of(11, 6, 3, 1, 0);

    private final Function<RepairTraits, String> trait;

    RepairFactor(Function<RepairTraits, String> trait) {
        this.trait = trait;
    }

    /** What the outage is by this factor; empty where that is not known. */
    Optional<String> of(RepairTraits traits) {
        return Optional.ofNullable(trait.apply(traits));
    }

    private static String band(int alongside) {
        return BANDS.stream().filter(from -> alongside >= from).findFirst().orElse(0) + "+";
    }
}
