package ir.roshan.benchmark;

import java.util.Arrays;
import java.util.List;

/** What came out of rounds by turns: the middle one, and the two at the ends. */
record Ratios(double median, double least, double most) {
    static Ratios of(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Ratios(median, sorted[0], sorted[sorted.length - 1]);
    }

    @Override
    public String toString() {
        return "%.2f (%.2f to %.2f)".formatted(median, least, most);
    }
}
