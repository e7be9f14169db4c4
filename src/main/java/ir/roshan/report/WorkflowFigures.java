package ir.roshan.report;

import java.time.Instant;
import java.util.List;

/** What only the workflow knows about itself. Implemented once, in {@code process}. */
public interface WorkflowFigures {
    /** The two processes of the model, by their ids there. */
    enum Process {
        RestorationRequestProcess,
        OutageProcess
    }

    /**
     * How long the tokens of a period stayed at one element of the model.
     *
     * @param element its id in the model
     * @param count tokens that came in the period and have left
     * @param millis how long these stayed, together
     * @param medianMillis half of them stayed no longer
     */
    record ElementTime(String element, long count, long millis, long medianMillis) {}

    /**
     * @param from first moment at which a token came to the element
     * @param to first moment after them
     */
    List<ElementTime> elementTimes(Process process, Instant from, Instant to);

    /** Jobs that were given up and wait for an administrator. */
    long failedJobs();

    /** Jobs that are due and not done yet. */
    long jobsDue();
}
