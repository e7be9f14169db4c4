package ir.roshan.plannedoutage;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a list changes of what is known. */
interface PlanChanges {
    /** What was not known. */
    List<AnnouncedOutage> added();

    /** What is known and differs in anything, by its id. */
    Map<Long, AnnouncedOutage> updated();

    /** What is known and differs in what a waiting request goes by. */
    Set<Long> changed();
}
