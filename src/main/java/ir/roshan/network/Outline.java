package ir.roshan.network;

import java.util.Arrays;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Where something lies, as GeoJSON has it (RFC 7946): polygons of rings of positions, each longitude and latitude in degrees; the
 * ring around a polygon runs against the clock, those around its holes with it, and each ends where it begins.
 */
public record Outline(double[][][][] coordinates) {

    /** @param geometry polygons, in squares of the map's grid */
    static Outline of(Geometry geometry) {
        double[][][][] polygons = new double[geometry.getNumGeometries()][][][];
        for (int i = 0; i < polygons.length; i++) {
            Polygon polygon = (Polygon) geometry.getGeometryN(i);
            double[][][] rings = new double[1 + polygon.getNumInteriorRing()][][];
            rings[0] = ring(polygon.getExteriorRing(), true);
            for (int hole = 1; hole < rings.length; hole++)
                rings[hole] = ring(polygon.getInteriorRingN(hole - 1), false);
            polygons[i] = rings;
        }
        return new Outline(polygons);
    }

    private static double[][] ring(LinearRing ring, boolean againstTheClock) {
        Coordinate[] corners = ring.getCoordinates();
        boolean turned = Orientation.isCCW(corners) != againstTheClock;
        double[][] positions = new double[corners.length][];
        for (int i = 0; i < corners.length; i++) {
            Coordinate corner = corners[turned ? corners.length - 1 - i : i];
            positions[i] = new double[] {NetworkMap.longitude(corner.x), NetworkMap.latitude(corner.y)};
        }
        return positions;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Outline outline && Arrays.deepEquals(coordinates, outline.coordinates);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(coordinates);
    }

    @Override
    public String toString() {
        return Arrays.deepToString(coordinates);
    }
}
