package ir.roshan.report;

import ir.roshan.report.SupplyLoss.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Who is without supply cannot be interrupted (IEEE 1366-2012). For each service point, what touches or overlaps is one
 * interruption, at whichever level of the network it was; and time that was announced is planned, whatever else happened in
 * it. A fault that outlasts a plan is unplanned from the planned end on, and a plan that lies within a fault cuts it in two.
 *
 * <p>Nobody goes from one service point to the next: points above which the same losses stand form a {@link Group}, and there
 * are no more groups than places that were lost. Each loss keeps the number of points that its row says, also where
 * the network has changed since: then it covers the first so many of its place.
 */
final class InterruptedOnce {
    private final UnaryOperator<Place> above;

    /** @param above what feeds a place; null above a substation, and where nobody knows */
    InterruptedOnce(UnaryOperator<Place> above) {
        this.above = above;
    }

    /** A place at which, or below which, something was lost. */
    private static final class Node {
        final Node parent;
        final List<Node> children = new ArrayList<>();
        /** What is below no child. */
        final List<Group> own = new ArrayList<>();
        /** So many points its losses need. */
        long needed;

        Node(Node parent) {
            this.parent = parent;
            if (parent != null) {
                parent.children.add(this);
            }
        }

        void needs(long points) {
            needed = Math.max(needed, points);
        }

        /** Makes its groups and its children's; returns how many points there are in all. */
        long settle() {
            long below = 0;
            for (Node child : children) {
                below += child.settle();
            }
            if (needed > below) {
                own.add(new Group(needed - below));
            }
            return Math.max(needed, below);
        }

        /** Takes the supply of so many points that the loss has not covered yet; returns how many it found. */
        long cover(long wanted, Off off) {
            long covered = 0;
            for (Node child : children) {
                if (covered < wanted) {
                    covered += child.cover(wanted - covered, off);
                }
            }
            for (int g = 0; g < own.size() && covered < wanted; g++) {
                Group group = own.get(g);
                if (group.last != off.loss) {
                    if (group.points > wanted - covered) {
                        own.add(g + 1, group.split(wanted - covered));
                    }
                    group.add(off);
                    covered += group.points;
                }
            }
            return covered;
        }

        void forEachGroup(Consumer<Group> action) {
            own.forEach(action);
            children.forEach(child -> child.forEachGroup(action));
        }
    }

    /** Without supply from the loss's beginning to an end that may be a step's. */
    private record Off(SupplyLoss loss, long ended) {}

    /** Service points with the same fate. */
    private static final class Group {
        long points;
        final List<Off> offs;
        SupplyLoss last;

        Group(long points) {
            this(points, new ArrayList<>(), null);
        }

        private Group(long points, List<Off> offs, SupplyLoss last) {
            this.points = points;
            this.offs = offs;
            this.last = last;
        }

        Group split(long kept) {
            Group rest = new Group(points - kept, new ArrayList<>(offs), last);
            points = kept;
            return rest;
        }

        void add(Off off) {
            last = off.loss;
            if (off.ended > off.loss.began()) {
                offs.add(off);
            }
        }
    }

    /** Without supply without a gap. */
    private record Stretch(List<Off> offs, long began, long ended) {
        /** The loss that made it last so long. */
        SupplyLoss last() {
            return offs.stream().filter(off -> off.ended == ended).findFirst().orElseThrow().loss;
        }
    }

    /**
     * @param losses planned and unplanned together, in any order
     * @param read up to which moment all are known that began before it
     * @param over takes each interruption that no loss can change that began later
     * @param soFar takes what the others are if no further loss comes
     * @return the losses of those others
     */
    List<SupplyLoss> find(
            Collection<SupplyLoss> losses, long read, Consumer<Interruption> over, Consumer<Interruption> soFar) {
        List<SupplyLoss> any =
                losses.stream().filter(loss -> loss.lastEnded() > loss.began()).toList();
        List<SupplyLoss> open = new ArrayList<>();
        for (List<SupplyLoss> cluster : Clusters.of(any, above)) {
            if (cluster.stream().allMatch(loss -> loss.lastEnded() < read)) {
                find(cluster, over);
            } else {
                find(cluster, soFar);
                open.addAll(cluster);
            }
        }
        return open;
    }

    private void find(List<SupplyLoss> cluster, Consumer<Interruption> found) {
        SupplyLoss first = cluster.get(0);
        if (cluster.size() > 1 || !first.steps().isEmpty()) {
            together(cluster, found);
        } else if (first.servicePoints() > 0) {
            found.accept(new Interruption(first, cluster, null, first.began(), first.ended(), first.servicePoints()));
        }
    }

    private void together(List<SupplyLoss> losses, Consumer<Interruption> found) {
        Map<Place, Node> nodes = new HashMap<>();
        // Of most clusters no loss has steps.
        Map<SupplyLoss, List<Node>> stepNodes = new IdentityHashMap<>(1);
        // One of them stands at or above all others: else these would not belong together.
        Place widest = losses.get(0).place();
        for (SupplyLoss loss : losses) {
            if (loss.place().kind().compareTo(widest.kind()) > 0) {
                widest = loss.place();
            }
        }
        Node root = new Node(null);
        nodes.put(widest, root);
        for (SupplyLoss loss : losses) {
            Node node = node(loss.place(), nodes);
            if (loss.steps().isEmpty()) {
                node.needs(loss.servicePoints());
            } else {
                stepNodes.put(loss, stepNodes(loss, node, nodes));
            }
        }
        root.settle();
        losses.forEach(loss -> cover(loss, nodes.get(loss.place()), stepNodes.get(loss)));
        root.forEachGroup(group -> interruptions(group, found));
    }

    private Node node(Place place, Map<Place, Node> nodes) {
        Node known = nodes.get(place);
        if (known != null) {
            return known;
        }
        Node node = new Node(node(above.apply(place), nodes));
        nodes.put(place, node);
        return node;
    }

    /** Where each step is; what the network does not know below the loss any more gets a place there of its own. */
    private List<Node> stepNodes(SupplyLoss loss, Node node, Map<Place, Node> nodes) {
        Map<Node, Long> needed = new HashMap<>();
        List<Node> places = new ArrayList<>();
        for (SupplyLoss.Step step : loss.steps()) {
            Node place = isBelow(step.place(), loss.place()) ? node(step.place(), nodes) : new Node(node);
            places.add(place);
            for (Node at = place; at != node.parent; at = at.parent) {
                needed.merge(at, (long) step.servicePoints(), Long::sum);
            }
        }
        needed.forEach(Node::needs);
        node.needs(loss.servicePoints());
        return places;
    }

    private boolean isBelow(Place place, Place wide) {
        Place at = above.apply(place);
        while (at != null && !at.equals(wide)) {
            at = above.apply(at);
        }
        return at != null;
    }

    /** The narrowest steps first: each is one of those points that came back with no step below it. */
    private static void cover(SupplyLoss loss, Node node, List<Node> stepNodes) {
        long back = 0;
        if (stepNodes != null) {
            List<Integer> narrowFirst = new ArrayList<>();
            for (int s = 0; s < stepNodes.size(); s++) {
                narrowFirst.add(s);
            }
            narrowFirst.sort(
                    Comparator.comparing(s -> loss.steps().get(s).place().kind()));
            for (int s : narrowFirst) {
                SupplyLoss.Step step = loss.steps().get(s);
                back += stepNodes.get(s).cover(step.servicePoints(), new Off(loss, step.ended()));
            }
        }
        node.cover(loss.servicePoints() - back, new Off(loss, loss.ended()));
    }

    private static void interruptions(Group group, Consumer<Interruption> found) {
        List<Stretch> planned = stretches(group.offs, true);
        for (Stretch stretch : planned) {
            found.accept(interruption(stretch, stretch.began, stretch.ended, null, group.points));
        }
        int p = 0;
        for (Stretch stretch : stretches(group.offs, false)) {
            long began = stretch.began;
            Stretch after = null;
            while (p < planned.size() && planned.get(p).ended < began) {
                p++;
            }
            for (int q = p; q < planned.size() && planned.get(q).began < stretch.ended; q++) {
                Stretch plan = planned.get(q);
                if (plan.began > began) {
                    found.accept(interruption(stretch, began, plan.began, after, group.points));
                }
                began = plan.ended;
                after = plan;
            }
            if (began < stretch.ended) {
                found.accept(interruption(stretch, began, stretch.ended, after, group.points));
            }
        }
    }

    /** The part of a stretch that begins and ends there. */
    private static Interruption interruption(Stretch stretch, long began, long ended, Stretch after, long points) {
        List<SupplyLoss> losses = new ArrayList<>(stretch.offs.size());
        for (Off off : stretch.offs) {
            if (off.ended > began && off.loss.began() < ended) {
                losses.add(off.loss);
            }
        }
        return new Interruption(losses.get(0), losses, after == null ? null : after.last(), began, ended, points);
    }

    /** What touches or overlaps, joined. The losses came in their order, and so do these. */
    private static List<Stretch> stretches(List<Off> offs, boolean planned) {
        List<Stretch> stretches = new ArrayList<>();
        List<Off> joined = new ArrayList<>();
        long ended = 0;
        for (Off off : offs) {
            if (off.loss.planned() == planned) {
                if (!joined.isEmpty() && off.loss.began() > ended) {
                    stretches.add(new Stretch(joined, joined.get(0).loss.began(), ended));
                    joined = new ArrayList<>();
                }
                ended = joined.isEmpty() ? off.ended : Math.max(ended, off.ended);
                joined.add(off);
            }
        }
        if (!joined.isEmpty()) {
            stretches.add(new Stretch(joined, joined.get(0).loss.began(), ended));
        }
        return stretches;
    }
}
