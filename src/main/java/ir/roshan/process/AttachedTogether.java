package ir.roshan.process;

import static ir.roshan.process.RestorationModel.ATTACH_TO_OUTAGE;
import static ir.roshan.process.RestorationModel.REQUEST_ID;

import ir.roshan.outage.Attachment;
import ir.roshan.request.RequestId;
import ir.roshan.request.Requests;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.cmd.UnlockJobCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;
import org.springframework.stereotype.Component;

/**
 * The reports that a node has taken in hand at once and that wait to be attached, in one transaction: in a storm of one feeder they take
 * turns there anyway, and each turn is paid for once (docs/adr/0006).
 */
@Component
class AttachedTogether {
    private final Requests requests;
    private final Attachment attachment;

    AttachedTogether(Requests requests, Attachment attachment) {
        this.requests = requests;
        this.attachment = attachment;
    }

    /**
     * Which of these jobs lead to an outage at one place; whoever has failed before is done alone.
     *
     * @return lists of several; whoever is alone at a place, or at none, is in none of them
     */
    List<List<String>> ofOnePlace(Collection<String> jobs, CommandContext context) {
        List<String> untried =
                jobs.size() > 1 ? WholeInstances.untriedJobsBefore(ATTACH_TO_OUTAGE, context, jobs) : List.of();
        Map<String, String> workflows = untried.size() > 1 ? WholeInstances.ofJobs(context, untried) : Map.of();
        Map<String, Integer> turns = attachment.turnsOf(workflows.values());
        return workflows.keySet().stream()
                .filter(job -> turns.containsKey(workflows.get(job)))
                .collect(Collectors.groupingBy(job -> turns.get(workflows.get(job))))
                .values()
                .stream()
                .filter(list -> list.size() > 1)
                .toList();
    }

    /**
     * In the order in which they came, until one of them begins an outage: what this transaction has begun nobody finds before it is written,
     * and whoever comes next has to.
     *
     * @param jobs of one place
     * @return the jobs that are done, are somebody else's by now or are held; one at least
     */
    List<String> attach(Collection<String> jobs, CommandContext context) {
        // Locked before the engine reads them: whoever withdraws has done so by then, or waits.
        Map<String, String> workflows = WholeInstances.ofJobs(context, jobs);
        requests.lockCarriedBy(workflows.values());
        WholeInstances.read(context, workflows.values());
        List<MessageEntity> waiting = InlineJobs.before(ATTACH_TO_OUTAGE, context).stream()
                .filter(job -> jobs.contains(job.getId()))
                .sorted(Comparator.comparing(job -> request(job).value()))
                .toList();
        List<String> done = new ArrayList<>(jobs);
        waiting.forEach(job -> done.remove(job.getId()));
        // Of those that a manager holds since they were taken in hand the lease is given back.
        done.stream().filter(workflows::containsKey).forEach(job -> new UnlockJobCmd(job).execute(context));
        for (MessageEntity job : waiting) {
            InlineJobs.work(job, context);
            done.add(job.getId());
            if (attachment.hasBegunAnOutage()) {
                break;
            }
        }
        return done;
    }

    private static RequestId request(JobEntity job) {
        return RequestId.parse(REQUEST_ID.get(job.getExecution()));
    }
}
