package ir.roshan.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Of more dangers than anybody reads, those at both ends: the newest, which nobody has heard of, and those that have been waiting longest,
 * which else would never be seen again. Whatever is between comes up as others are seen to.
 *
 * @param newest the newest first
 * @param longest the oldest first, without those that are among the newest
 * @param open how many there are
 */
public record DangersAtBothEnds(List<DangersInPlan.Open> newest, List<DangersInPlan.Open> longest, int open) {
    /**
     * @param open all of them, the newest first
     * @param most at each end
     */
    public static DangersAtBothEnds of(List<DangersInPlan.Open> open, int most) {
        int newest = Math.min(most, open.size());
        int rest = Math.min(most, open.size() - newest);
        return new DangersAtBothEnds(
                open.subList(0, newest), oldestFirst(open.subList(open.size() - rest, open.size())), open.size());
    }

    private static List<DangersInPlan.Open> oldestFirst(List<DangersInPlan.Open> newestFirst) {
        List<DangersInPlan.Open> turned = new ArrayList<>(newestFirst);
        Collections.reverse(turned);
        return List.copyOf(turned);
    }
}
