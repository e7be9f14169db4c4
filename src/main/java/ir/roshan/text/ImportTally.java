package ir.roshan.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Counts the rows of one import while it runs; a million refused rows cost no more memory than a thousand. */
public final class ImportTally {
    private int accepted;
    private int refused;
    private final List<RowProblem> problems = new ArrayList<>();
    private final List<ImportReport.Moved> moved = new ArrayList<>();

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

    /** Refuses a row that was taken until the rest of the file had been read. */
    public void takeBack(int line, RefusedRow reason) {
        accepted--;
        refused++;
        problems.add(reason.at(line));
        if (problems.size() > ImportReport.MOST_PROBLEMS) {
            problems.sort(Comparator.comparingInt(RowProblem::line));
            problems.remove(problems.size() - 1);
        }
    }

    /** Tells what the import changed beyond the rows that it took. */
    public void moved(ImportReport.Moved element) {
        if (moved.size() < ImportReport.MOST_PROBLEMS) moved.add(element);
    }

    public ImportReport report() {
        problems.sort(Comparator.comparingInt(RowProblem::line));
        return new ImportReport(accepted, refused, problems, moved);
    }
}
