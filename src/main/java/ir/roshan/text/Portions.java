package ir.roshan.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What one statement asks for of a list that may have any length: PostgreSQL takes 65,535 values at most, and either database plans each of them. */
public final class Portions {
    private static final int AT_MOST = 1_000;

    private Portions() {}

    /** The values in their order, in lists of a thousand; none where there is no value. */
    public static <T> List<List<T>> of(Collection<T> values) {
        List<T> all = List.copyOf(values);
        List<List<T>> portions = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_MOST) {
            portions.add(all.subList(from, Math.min(from + AT_MOST, all.size())));
        }
        return portions;
    }
}
