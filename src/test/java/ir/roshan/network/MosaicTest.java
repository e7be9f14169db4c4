package ir.roshan.network;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.network.Mosaic.Claim;
import ir.roshan.network.Mosaic.Square;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** What is drawn around transformers shows nobody's house, and neighbours neither overlap nor leave a slit between them. */
class MosaicTest {
    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    private static Claim claim(String owner, int column, int row, int positions) {
        return new Claim(owner, new Square(column, row), positions);
    }

    private static SortedMap<String, Geometry> mosaic(Claim... claims) {
        return Mosaic.of(List.of(claims), 2, 5, 0);
    }

    private static boolean covers(Geometry geometry, double column, double row) {
        return geometry.covers(GEOMETRY.createPoint(new Coordinate(column, row)));
    }

    @Test
    void whoHasFourPlacesIsNotShownAndWhoHasFiveIs() {
        assertThat(mosaic(claim("four", 0, 0, 4), claim("five", 100, 100, 5))).containsOnlyKeys("five");
    }

    @Test
    void aHouseThatStandsApartIsNoPieceOfTheArea() {
        Geometry area = mosaic(claim("a", 0, 0, 9), claim("a", 50, 0, 4)).get("a");
        assertThat(area.getNumGeometries()).isEqualTo(1);
        assertThat(covers(area, 0.5, 0.5)).isTrue();
        assertThat(covers(area, 50.5, 0.5)).isFalse();
    }

    /** Where somebody was left out there is no hole that would show them. */
    @Test
    void theNeighboursHaveWhatBelongsToTooFew() {
        SortedMap<String, Geometry> drawn = mosaic(
                claim("a", 0, 0, 3),
                claim("a", 2, 0, 3),
                claim("a", 0, 2, 3),
                claim("a", 2, 2, 3),
                claim("alone", 1, 1, 4));
        assertThat(drawn).containsOnlyKeys("a");
        assertThat(covers(drawn.get("a"), 1.5, 1.5)).isTrue();
    }

    @Test
    void whatIsCutInTwoByANeighbourHasToHaveEnoughOnBothSides() {
        List<Claim> claims = new ArrayList<>(List.of(claim("a", 0, 0, 4), claim("a", 2, 0, 7)));
        for (int row = -4; row <= 4; row++) claims.add(claim("wall", 1, row, 9));
        SortedMap<String, Geometry> drawn = Mosaic.of(claims, 1, 5, 0);
        assertThat(covers(drawn.get("a"), 2.5, 0.5)).isTrue();
        assertThat(covers(drawn.get("a"), 0.5, 0.5)).isFalse();
    }

    /** Else a piece without a place of its owner would be given to them again and again. */
    @Test
    void nobodyReachesBeyondWhatIsAnothers() {
        SortedMap<String, Geometry> drawn = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> Mosaic.of(
                        List.of(claim("b", 3, 4, 9), claim("a", 3, 1, 9), claim("b", 0, 1, 9), claim("c", 2, 2, 9)),
                        3,
                        5,
                        0));
        assertThat(drawn).containsOnlyKeys("a", "b", "c");
    }

    @Test
    void inASquareOfTwoTheStrongerHasIt() {
        SortedMap<String, Geometry> drawn = mosaic(claim("a", 0, 0, 6), claim("b", 0, 0, 7), claim("a", 9, 9, 5));
        assertThat(covers(drawn.get("b"), 0.5, 0.5)).isTrue();
        assertThat(covers(drawn.get("a"), 0.5, 0.5)).isFalse();
    }

    /** Within the area of another one. */
    @Test
    void anAreaWithinAnotherIsAHoleThere() {
        List<Claim> claims = new ArrayList<>(List.of(claim("inner", 0, 0, 50)));
        for (int column = -5; column <= 5; column++)
            for (int row = -5; row <= 5; row++)
                if (Math.abs(column) == 5 || Math.abs(row) == 5) claims.add(claim("outer", column, row, 1));
        Outline outer = Outline.of(Mosaic.of(claims, 3, 5, 0).get("outer"));
        assertThat(outer.coordinates()).hasNumberOfRows(1);
        assertThat(outer.coordinates()[0]).hasNumberOfRows(2);
        assertThat(area(outer.coordinates()[0][0])).as("against the clock").isPositive();
        assertThat(area(outer.coordinates()[0][1])).as("with the clock").isNegative();
    }

    private static double area(double[][] ring) {
        double area = 0;
        for (int i = 0; i + 1 < ring.length; i++) area += ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
        assertThat(ring[0]).as("closed").isEqualTo(ring[ring.length - 1]);
        return area / 2;
    }

    @Test
    void nothingIsDrawnOfNothing() {
        assertThat(mosaic()).isEmpty();
    }

    /** All in one place, and all in one line, as the houses of a road are. */
    @Test
    void placesInOneSquareAndInALineHaveAnArea() {
        assertThat(mosaic(claim("a", 7, 7, 12)).get("a").getArea()).isEqualTo(13);
        Geometry line = mosaic(claim("a", 0, 0, 1), claim("a", 2, 0, 1), claim("a", 4, 0, 1), claim("a", 6, 0, 2))
                .get("a");
        assertThat(line.getNumGeometries()).isEqualTo(1);
        assertThat(line.isValid()).isTrue();
    }

    /** Many transformers, scattered anyhow: whatever was drawn is held against the claims themselves. */
    @Test
    void everyPieceHasEnoughPlacesAndNeighboursShareTheirBorders() {
        Random random = new Random(1405);
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int column = random.nextInt(60);
            int row = random.nextInt(60);
            for (int j = 0; j < 6; j++)
                claims.add(claim(
                        "t" + i, column + random.nextInt(7) - 3, row + random.nextInt(7) - 3, 1 + random.nextInt(3)));
        }
        Map<String, Geometry> exact = Mosaic.of(claims, 3, 5, 0);
        assertThat(exact).hasSizeGreaterThan(30);
        exact.forEach((owner, geometry) -> {
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                Geometry piece = geometry.getGeometryN(i);
                int places = claims.stream()
                        .filter(claim -> claim.owner().equals(owner))
                        .filter(claim -> covers(
                                piece,
                                claim.square().column() + 0.5,
                                claim.square().row() + 0.5))
                        .mapToInt(Claim::positions)
                        .sum();
                assertThat(places).as(owner).isGreaterThanOrEqualTo(5);
            }
        });
        Geometry[] smooth = Mosaic.of(claims, 3, 5, 1.2).values().toArray(Geometry[]::new);
        assertThat(CoverageValidator.isValid(smooth)).isTrue();
        assertThat(smooth).allMatch(Geometry::isValid);
        int before = exact.values().stream().mapToInt(Geometry::getNumPoints).sum();
        int after = 0;
        for (Geometry geometry : smooth) after += geometry.getNumPoints();
        assertThat(after).isLessThan(before * 3 / 5);
    }

    @Test
    void theSameIsDrawnInWhateverOrderItComes() {
        Random random = new Random(7);
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < 200; i++)
            claims.add(claim("t" + random.nextInt(20), random.nextInt(40), random.nextInt(40), 1 + random.nextInt(3)));
        List<Claim> shuffled = new ArrayList<>(claims);
        Collections.shuffle(shuffled, random);
        assertThat(Mosaic.of(shuffled, 3, 5, 1.2)).isEqualTo(Mosaic.of(claims, 3, 5, 1.2));
    }
}
