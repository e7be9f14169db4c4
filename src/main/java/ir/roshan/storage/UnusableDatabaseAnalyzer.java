package ir.roshan.storage;

import java.sql.SQLException;
import java.util.Map;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says in a sentence why the embedded database cannot be used, whether we found it or H2 did. */
final class UnusableDatabaseAnalyzer implements FailureAnalyzer {
    private static final String RESTORE =
            "Put a backup of the file in its place. Keep the damaged one elsewhere: H2's recovery tool can read much of it."
                    + " Only if it held nothing yet, delete it; the next start makes a new one.";
    private static final String STOP_THE_OTHER =
            "Stop the other one, or give this one a database of its own by SPRING_DATASOURCE_URL. Several nodes need PostgreSQL.";

    private record Explanation(String sentence, String action) {}

    /** By H2's error codes. */
    private static final Map<Integer, Explanation> OF_H2 = Map.of(
            90030, new Explanation("The database file is damaged: H2 cannot read it.", RESTORE),
            90028, new Explanation("The database file cannot be read: it is damaged, or not ours to read.", RESTORE),
            90031, new Explanation("The database file cannot be read: it is damaged, or not ours to read.", RESTORE),
            90048, new Explanation("The database file is of another version of H2, or no database at all.", RESTORE),
            90020, new Explanation("The database file is in use by another process.", STOP_THE_OTHER));

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DamagedDatabase damaged)
                return new FailureAnalysis(damaged.getMessage(), RESTORE, damaged);
            if (cause instanceof SQLException refused
                    && cause.getClass().getName().startsWith("org.h2.")) {
                Explanation explanation = OF_H2.get(refused.getErrorCode());
                if (explanation != null)
                    return new FailureAnalysis(
                            explanation.sentence() + " (" + firstLine(refused) + ")", explanation.action(), refused);
            }
        }
        return null;
    }

    private static String firstLine(SQLException refused) {
        return refused.getMessage().lines().findFirst().orElse("");
    }
}
