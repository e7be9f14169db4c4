package ir.roshan.text;

import java.util.List;

/**
 * What an import took and what it refused.
 *
 * @param problems the first {@value #MOST_PROBLEMS} refused rows, in the order of the file
 * @param moved elements of the network that are fed by another one now, with all below them; as many at most
 */
public record ImportReport(int accepted, int refused, List<RowProblem> problems, List<Moved> moved) {
    public static final int MOST_PROBLEMS = 1_000;

    public ImportReport {
        problems = List.copyOf(problems);
        moved = List.copyOf(moved);
    }

    public ImportReport(int accepted, int refused, List<RowProblem> problems) {
        this(accepted, refused, problems, List.of());
    }

    /** @param kind {@code FEEDER} or {@code TRANSFORMER} @param from,to codes of what fed it, and what feeds it now */
    public record Moved(String kind, String code, String from, String to) {}
}
