package ir.roshan.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.locationtech.jts.coverage.CoverageSimplifier;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * A Voronoi diagram in the squares of a grid: each square near enough belongs to whoever has something nearest. Its corners are
 * corners of the grid and nobody's house, neighbours share their border to the letter, and what nobody is near belongs to nobody.
 */
final class Mosaic {
    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    private Mosaic() {}

    /** Of a grid, by column and row. */
    record Square(int column, int row) {
        /** A record's own would be the same for squares that lie askew to one another, and a map is full of these. */
        @Override
        public int hashCode() {
            return column * 0x9E3779B1 ^ row * 0x85EBCA6B;
        }

        private Square shifted(Shift shift) {
            return new Square(column + shift.columns(), row + shift.rows());
        }
    }

    /** That somebody has something in a square. @param positions how many, and so how strong a claim */
    record Claim(String owner, Square square, int positions) {}

    private record Shift(int columns, int rows) {
        private static final List<Shift> TO_NEIGHBOURS =
                List.of(new Shift(1, 0), new Shift(-1, 0), new Shift(0, 1), new Shift(0, -1));

        /** Squared. */
        int distance() {
            return columns * columns + rows * rows;
        }
    }

    /**
     * @param reach how many squares away from a claim something still belongs to it
     * @param fewest positions of a connected piece: whoever has fewer in one has no such piece, and their neighbours have it
     * @param smoothing how large a corner may be that is cut off, in squares
     * @return in units of the grid, by owner; an owner without a piece is not in it
     */
    static SortedMap<String, Geometry> of(Collection<Claim> claims, int reach, int fewest, double smoothing) {
        List<Claim> standing = new ArrayList<>(claims);
        // The same order on every node, so that all draw the same.
        standing.sort(Comparator.comparing(Claim::owner)
                .thenComparingInt(claim -> claim.square().column())
                .thenComparingInt(claim -> claim.square().row()));
        Map<Square, Claim> held = new HashMap<>();
        for (Claim claim : standing) hold(held, claim);
        Map<Square, String> owners = new HashMap<>();
        List<Shift> shifts = nearestFirst(reach);
        spread(reached(held.keySet(), shifts), held, shifts, owners);
        Map<Square, String> tooFew = piecesOfFewer(owners, held, fewest);
        while (!tooFew.isEmpty()) {
            Map<Square, String> given = tooFew;
            owners.keySet().removeAll(given.keySet());
            held.keySet().removeAll(given.keySet());
            standing.removeIf(claim -> claim.owner().equals(given.get(claim.square())));
            for (Claim claim : standing) if (given.containsKey(claim.square())) hold(held, claim);
            spread(given.keySet(), held, shifts, owners);
            tooFew = piecesOfFewer(owners, held, fewest);
        }
        return outlines(owners, smoothing);
    }

    /** The strongest claim holds a square, of equal ones the first. */
    private static void hold(Map<Square, Claim> held, Claim claim) {
        held.merge(claim.square(), claim, (one, other) -> other.positions() > one.positions() ? other : one);
    }

    private static Set<Square> reached(Collection<Square> from, List<Shift> shifts) {
        Set<Square> reached = new HashSet<>();
        for (Square square : from) for (Shift shift : shifts) reached.add(square.shifted(shift));
        return reached;
    }

    /** Gives each of the squares to whoever holds the nearest one. */
    private static void spread(
            Collection<Square> squares, Map<Square, Claim> held, List<Shift> shifts, Map<Square, String> owners) {
        List<Square> open = new ArrayList<>(squares);
        open.sort(Comparator.comparingInt(Square::column).thenComparingInt(Square::row));
        for (Shift shift : shifts) {
            List<Square> left = new ArrayList<>();
            for (Square square : open) {
                Claim source = held.get(square.shifted(shift));
                // Nothing beyond what is another's: so each piece has something of its owner within it.
                if (source != null && (shift.distance() == 0 || isBeside(square, source.owner(), owners)))
                    owners.put(square, source.owner());
                else left.add(square);
            }
            open = left;
        }
    }

    private static boolean isBeside(Square square, String owner, Map<Square, String> owners) {
        for (Shift shift : Shift.TO_NEIGHBOURS) if (owner.equals(owners.get(square.shifted(shift)))) return true;
        return false;
    }

    private static List<Shift> nearestFirst(int reach) {
        List<Shift> shifts = new ArrayList<>();
        for (int columns = -reach; columns <= reach; columns++)
            for (int rows = -reach; rows <= reach; rows++) {
                Shift shift = new Shift(columns, rows);
                if (shift.distance() <= reach * reach) shifts.add(shift);
            }
        shifts.sort(Comparator.comparingInt(Shift::distance));
        return shifts;
    }

    /** The squares of pieces in which their owner has fewer than that; squares that touch at a corner are two pieces. */
    private static Map<Square, String> piecesOfFewer(Map<Square, String> owners, Map<Square, Claim> held, int fewest) {
        Map<Square, String> tooFew = new HashMap<>();
        Set<Square> seen = new HashSet<>();
        owners.forEach((start, owner) -> {
            if (!seen.add(start)) return;
            List<Square> piece = new ArrayList<>();
            int positions = 0;
            Deque<Square> open = new ArrayDeque<>(List.of(start));
            while (!open.isEmpty()) {
                Square square = open.pop();
                piece.add(square);
                positions += held.containsKey(square) ? held.get(square).positions() : 0;
                for (Shift shift : Shift.TO_NEIGHBOURS) {
                    Square next = square.shifted(shift);
                    if (owner.equals(owners.get(next)) && seen.add(next)) open.push(next);
                }
            }
            if (positions < fewest) piece.forEach(square -> tooFew.put(square, owner));
        });
        return tooFew;
    }

    private static SortedMap<String, Geometry> outlines(Map<Square, String> owners, double smoothing) {
        SortedMap<String, List<Square>> squares = new TreeMap<>();
        owners.forEach((square, owner) ->
                squares.computeIfAbsent(owner, each -> new ArrayList<>()).add(square));
        Geometry[] pieces = squares.values().stream().map(Mosaic::union).toArray(Geometry[]::new);
        Geometry[] smooth = CoverageSimplifier.simplify(pieces, smoothing);
        SortedMap<String, Geometry> outlines = new TreeMap<>();
        int index = 0;
        for (String owner : squares.keySet()) outlines.put(owner, smooth[index++]);
        return outlines;
    }

    private static Geometry union(List<Square> squares) {
        squares.sort(Comparator.comparingInt(Square::column).thenComparingInt(Square::row));
        return union(squares.stream().map(Mosaic::polygon).toArray(Geometry[]::new));
    }

    /** Of outlines of one mosaic. */
    static Geometry union(Geometry... outlines) {
        return CoverageUnion.union(outlines);
    }

    private static Geometry polygon(Square square) {
        int west = square.column();
        int south = square.row();
        return GEOMETRY.createPolygon(new Coordinate[] {
            new Coordinate(west, south),
            new Coordinate(west + 1, south),
            new Coordinate(west + 1, south + 1),
            new Coordinate(west, south + 1),
            new Coordinate(west, south)
        });
    }
}
