package ir.roshan.process;

import ir.roshan.report.WorkflowFigures;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.springframework.stereotype.Component;

/** Asks the engine's history and its jobs. Of activities the lean history keeps when they began and ended, for 180 days. */
@Component
class EngineFigures implements WorkflowFigures {
    /**
     * The engine's own statistics count and do not measure. A native query answers with activity instances and nothing
     * else; so each row is one that stands for all of its element; how many those are travels as its assignee, and the median as its
     * task. It needs an id of its own, or the engine takes it for the one before. The median is one of the durations, so
     * that both databases name the same.
     */
    private static final String TIMES = """
            SELECT ACT_ID_ AS ID_, ACT_ID_, CAST(COUNT(*) AS varchar(20)) AS ASSIGNEE_, CAST(SUM(DURATION_) AS bigint) AS DURATION_,
                   CAST(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY DURATION_) AS varchar(20)) AS TASK_ID_
              FROM ACT_HI_ACTINST
             WHERE PROC_DEF_KEY_ = #{process} AND START_TIME_ >= #{from} AND START_TIME_ < #{to} AND END_TIME_ IS NOT NULL
             GROUP BY ACT_ID_
             ORDER BY ACT_ID_
            """;

    private final HistoryService historyService;
    private final ManagementService managementService;

    EngineFigures(HistoryService historyService, ManagementService managementService) {
        this.historyService = historyService;
        this.managementService = managementService;
    }

    @Override
    public List<ElementTime> elementTimes(Process process, Instant from, Instant to) {
        return historyService
                .createNativeHistoricActivityInstanceQuery()
                .sql(TIMES)
                .parameter("process", process.name())
                .parameter("from", Date.from(from))
                .parameter("to", Date.from(to))
                .list()
                .stream()
                .map(all -> new ElementTime(
                        all.getActivityId(),
                        Long.parseLong(all.getAssignee()),
                        all.getDurationInMillis(),
                        Long.parseLong(all.getTaskId())))
                .toList();
    }

    @Override
    public long failedJobs() {
        return managementService.createJobQuery().noRetriesLeft().count();
    }

    @Override
    public long jobsDue() {
        return managementService.createJobQuery().executable().count();
    }
}
