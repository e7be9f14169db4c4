package ir.roshan.text;

import java.util.ArrayList;
import java.util.List;

/** Counts the rows of one import while it runs; a million refused rows cost no more memory than a thousand. */
public final class ImportTally {
    private int accepted;
    private int refused;
    private final List<RowProblem> problems = new ArrayList<>();

    public void accept() {
        accepted++;
    }

    public void refuse(RowProblem problem) {
        refused++;
        if (problems.size() < ImportReport.MOST_PROBLEMS) problems.add(problem);
    }

    public ImportReport report() {
        return new ImportReport(accepted, refused, problems);
    }
}
