package ir.roshan.report;

import ir.roshan.report.SupplyLoss.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Losses that have to be looked at together: of which one stands at or above the place of the other and touches or overlaps
 * it, directly or by way of further ones. In a year with a million of them, most stand alone or with one or two.
 */
final class Clusters {
    private static final long NEVER = Long.MIN_VALUE;
    /** So many may be there more than once. */
    private static final int FEW = 16;

    private final UnaryOperator<Place> above;
    private final Map<Place, At> places = new HashMap<>();
    private final List<Cluster> all = new ArrayList<>();

    private Clusters(UnaryOperator<Place> above) {
        this.above = above;
    }

    /** In each, the losses are in their order. */
    static List<List<SupplyLoss>> of(Collection<SupplyLoss> losses, UnaryOperator<Place> above) {
        Clusters clusters = new Clusters(above);
        losses.stream().sorted(SupplyLoss.ORDER).forEach(clusters::add);
        List<List<SupplyLoss>> found = new ArrayList<>();
        for (Cluster cluster : clusters.all) {
            if (cluster.into == null) {
                cluster.losses.sort(SupplyLoss.ORDER);
                found.add(cluster.losses);
            }
        }
        return found;
    }

    private static final class Cluster {
        final List<SupplyLoss> losses = new ArrayList<>(2);
        long ended = NEVER;
        /** The one that took this one in. */
        Cluster into;

        Cluster now() {
            Cluster cluster = this;
            while (cluster.into != null) {
                cluster = cluster.into;
            }
            return cluster;
        }
    }

    /** What has been lost so far at a place, and below it. */
    private static final class At {
        final At above;
        Cluster here;
        long hereEnded = NEVER;
        final List<Cluster> below = new ArrayList<>(1);
        int crowded = FEW;

        At(At above) {
            this.above = above;
        }

        void hasBelow(Cluster cluster) {
            if (below.isEmpty() || below.get(below.size() - 1) != cluster) {
                below.add(cluster);
            }
        }

        void forgetEnded(long moment) {
            below.replaceAll(Cluster::now);
            below.removeIf(cluster -> cluster.ended < moment);
            if (below.size() > FEW) {
                Set<Cluster> each = new LinkedHashSet<>(below);
                below.clear();
                below.addAll(each);
            }
            crowded = FEW + 2 * below.size();
        }
    }

    /** Losses come in their order, so that what ended before this one began is of no concern to any later one. */
    private void add(SupplyLoss loss) {
        At place = at(loss.place());
        Cluster cluster = new Cluster();
        cluster.losses.add(loss);
        cluster.ended = loss.lastEnded();
        for (At wider = place.above; wider != null; wider = wider.above) {
            if (wider.hereEnded >= loss.began()) {
                cluster = joined(cluster, wider.here.now());
            }
        }
        for (Cluster narrower : place.below) {
            Cluster now = narrower.now();
            if (now.ended >= loss.began()) {
                cluster = joined(cluster, now);
            }
        }
        if (cluster.losses.size() == 1) {
            all.add(cluster);
        }
        place.forgetEnded(loss.began());
        place.here = cluster;
        place.hereEnded = Math.max(place.hereEnded, loss.lastEnded());
        for (At at = place; at != null; at = at.above) {
            at.hasBelow(cluster);
            if (at.below.size() > at.crowded) {
                at.forgetEnded(loss.began());
            }
        }
    }

    private static Cluster joined(Cluster one, Cluster other) {
        if (one == other) {
            return one;
        }
        Cluster larger = one.losses.size() > other.losses.size() ? one : other;
        Cluster smaller = larger == one ? other : one;
        larger.losses.addAll(smaller.losses);
        larger.ended = Math.max(larger.ended, smaller.ended);
        smaller.into = larger;
        return larger;
    }

    private At at(Place place) {
        At known = places.get(place);
        if (known != null) {
            return known;
        }
        Place feeding = above.apply(place);
        At at = new At(feeding == null ? null : at(feeding));
        places.put(place, at);
        return at;
    }
}
