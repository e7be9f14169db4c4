package ir.roshan.text;

import java.util.ArrayList;
import java.util.List;

/** Counts the rows of one import while it runs; a million refused rows cost no more memory than a thousand. */
public final class ImportTally {
    private int accepted;
    private int refused;
    private final List<RowProblem> problems = new ArrayList<>();

    /**
     * Runs what one row takes, and counts it.
     *
     * @param line of {@link RowProblem#line()}
     * @param row throws a {@link RefusedRow} if it cannot be taken; whatever else it throws ends the import
     */
    public void take(int line, Runnable row) {
        try {
            row.run();
            accepted++;
        } catch (RefusedRow reason) {
            refused++;
            if (problems.size() < ImportReport.MOST_PROBLEMS) problems.add(reason.at(line));
        }
    }

    public ImportReport report() {
        return new ImportReport(accepted, refused, problems);
    }
}
