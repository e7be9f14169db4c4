package ir.roshan.text;

import java.util.List;

/**
 * What an import took and what it refused.
 *
 * @param problems the first {@value #MOST_PROBLEMS} refused rows, in the order of the file
 */
public record ImportReport(int accepted, int refused, List<RowProblem> problems) {
    public static final int MOST_PROBLEMS = 1_000;

    public ImportReport {
        problems = List.copyOf(problems);
    }
}
