package ir.roshan.cockpit;

import ir.roshan.agreement.Priority;
import ir.roshan.network.NetworkElement;
import ir.roshan.outage.Memberships;
import ir.roshan.outage.Outage;
import ir.roshan.outage.OutageId;
import ir.roshan.outage.OutageState;
import ir.roshan.outage.Outages;
import ir.roshan.outage.Whereabouts;
import ir.roshan.request.Hazard;
import ir.roshan.security.Accounts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a card of Tasklist's list shows of an outage. Read from our tables when a page of the list is looked at: kept as process
 * variables, the count of requests would be a write into the engine for each of thousands of reports.
 */
@RestController
class TaskCards {
    /** More than a page of the list. */
    private static final int MOST = 50;
    /** As the engine makes them; no task has any other, and not every database takes each sign in a question. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private final TaskService tasks;
    private final Outages outages;
    private final Memberships memberships;
    private final Whereabouts whereabouts;
    private final ShownAddresses addresses;

    TaskCards(
            TaskService tasks,
            Outages outages,
            Memberships memberships,
            Whereabouts whereabouts,
            ShownAddresses addresses) {
        this.tasks = tasks;
        this.outages = outages;
        this.memberships = memberships;
        this.whereabouts = whereabouts;
        this.addresses = addresses;
    }

    record Cards(List<Card> tasks) {}

    record Element(String kind, String code) {
        static Element of(NetworkElement element) {
            return element == null ? null : new Element(element.kind().name(), element.code());
        }
    }

    /** @param due the deadline that comes next: to verify, and then to restore */
    record Card(
            String id,
            String outage,
            Element element,
            Whereabouts.Where where,
            int requests,
            Priority priority,
            Hazard hazard,
            Instant due) {}

    /** Those of the tasks that are offered to one of the caller's groups, and to a manager all; of the others nothing is said. */
    @GetMapping(path = "/api/v1/operations/tasks", produces = MediaType.APPLICATION_JSON_VALUE)
    Cards cards(@RequestParam(name = "id", required = false) List<String> ids, Authentication caller) {
        List<String> wanted = ids == null
                ? List.of()
                : ids.stream().filter(ID.asMatchPredicate()).limit(MOST).toList();
        if (wanted.isEmpty()) {
            return new Cards(List.of());
        }
        List<String> groups = caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .toList();
        TaskQuery asked = tasks.createTaskQuery().taskIdIn(wanted.toArray(String[]::new));
        if (!groups.contains(Accounts.MANAGERS)) {
            asked.taskCandidateGroupIn(groups).includeAssignedTasks();
        }
        List<Task> offered = asked.list();
        Map<String, Outage> carried = outages.carriedBy(
                offered.stream().map(Task::getProcessInstanceId).toList());
        Map<OutageId, Integer> requests = memberships.requestCounts(
                carried.values().stream().map(Outage::id).toList());
        Map<OutageId, Whereabouts.Where> where = whereabouts.of(carried.values());
        carried.values().stream()
                .filter(outage -> where.get(outage.id()).reported())
                .forEach(outage -> addresses.shown(caller.getName(), outage.number()));
        return new Cards(offered.stream()
                .filter(task -> carried.containsKey(task.getProcessInstanceId()))
                .map(task -> card(task, carried.get(task.getProcessInstanceId()), where, requests))
                .toList());
    }

    private static Card card(
            Task task, Outage outage, Map<OutageId, Whereabouts.Where> where, Map<OutageId, Integer> requests) {
        return new Card(
                task.getId(),
                outage.number(),
                Element.of(outage.element()),
                where.get(outage.id()),
                requests.getOrDefault(outage.id(), 0),
                outage.priority(),
                outage.hazard(),
                due(outage));
    }

    private static Instant due(Outage outage) {
        return outage.state() == OutageState.SUSPECTED ? outage.verifyBy() : outage.restoreBy();
    }
}
