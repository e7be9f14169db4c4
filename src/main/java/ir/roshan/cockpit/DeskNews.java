package ir.roshan.cockpit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import ir.roshan.agreement.Priority;
import ir.roshan.network.ElementKind;
import ir.roshan.outage.OpenTasks;
import ir.roshan.outage.Outage;
import ir.roshan.outage.Outages;
import ir.roshan.outage.Whereabouts;
import ir.roshan.request.DangersAtBothEnds;
import ir.roshan.request.DangersInPlan;
import ir.roshan.request.Hazard;
import ir.roshan.request.RequestId;
import ir.roshan.security.Accounts;
import ir.roshan.text.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What somebody in Tasklist hears of wherever they look: how much each list holds, emergencies that nobody has taken, deadlines
 * that have passed, and dangers at places that are off on plan. Each open page asks every few seconds: what a district has is counted once for all who ask at the same time, and
 * told with 304 where nothing has changed.
 */
@RestController
class DeskNews {
    /** In a storm nobody reads more, and the counts say how many there are. */
    private static final int MOST = 25;

    private static final Duration REMEMBERED = Duration.ofSeconds(2);
    private static final Duration LISTS_REMEMBERED = Duration.ofSeconds(20);

    private final FilterService filters;
    private final TaskService tasks;
    private final OpenTasks openTasks;
    private final Outages outages;
    private final Whereabouts whereabouts;
    private final DangersInPlan dangersInPlan;
    private final Clock clock;
    private final LoadingCache<OpenTasks.Offered, List<OpenTasks.Count>> counts;
    private final LoadingCache<OpenTasks.Offered, List<Alarm>> alarms;
    private final LoadingCache<Optional<Set<Integer>>, Dangers> dangers;
    private final LoadingCache<DeskNews, Map<String, TaskList>> lists;

    DeskNews(
            FilterService filters,
            TaskService tasks,
            OpenTasks openTasks,
            Outages outages,
            Whereabouts whereabouts,
            DangersInPlan dangersInPlan,
            Clock clock) {
        this.filters = filters;
        this.tasks = tasks;
        this.openTasks = openTasks;
        this.outages = outages;
        this.whereabouts = whereabouts;
        this.dangersInPlan = dangersInPlan;
        this.clock = clock;
        counts = remembering(REMEMBERED).build(offered -> openTasks.counts(offered, clock.instant()));
        alarms = remembering(REMEMBERED).build(this::alarmsOf);
        dangers = remembering(REMEMBERED).build(this::dangersOf);
        lists = remembering(LISTS_REMEMBERED).build(DeskNews::listsAsTheyAre);
    }

    private static Caffeine<Object, Object> remembering(Duration howLong) {
        return Caffeine.newBuilder().expireAfterWrite(howLong).maximumSize(1000);
    }

    /**
     * @param dangers the newest
     * @param longestDangers those of the rest that have been waiting longest
     * @param dangersOpen how many there are
     */
    record News(
            List<Held> lists, List<Alarm> alarms, List<Danger> dangers, List<Danger> longestDangers, int dangersOpen) {}

    private record Dangers(List<Danger> newest, List<Danger> longest, int open) {}

    /** @param id of the list, as Tasklist knows it */
    record Held(String id, int open) {}

    /**
     * @param since from when on somebody could have taken it, or when the deadline passed
     * @param where public words alone: nobody is told here where somebody lives
     */
    record Alarm(
            AlarmKind kind,
            String outage,
            String task,
            int district,
            Instant since,
            TaskCards.Element element,
            List<String> where,
            Priority priority,
            Hazard hazard) {}

    /**
     * An emergency of which there is no outage and no task, since its place is off on plan.
     *
     * @param trackingCode of the request that has reported it first
     * @param reports how many have
     * @param where public words alone
     */
    record Danger(
            String trackingCode,
            int district,
            Instant since,
            int reports,
            TaskCards.Element element,
            List<String> where,
            Hazard hazard) {}

    enum AlarmKind {
        EMERGENCY,
        VERIFICATION_LATE,
        RESTORATION_LATE
    }

    @GetMapping(path = "/api/v1/operations/desk", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<News> news(Authentication caller) {
        Set<String> groups = caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toSet());
        boolean seesAll = groups.contains(Accounts.MANAGERS) || groups.contains(Accounts.ADMINISTRATORS);
        OpenTasks.Offered own = OpenTasks.Offered.to(groups);
        Dangers standing = dangers.get(
                groups.contains(Accounts.MANAGERS) ? Optional.empty() : Optional.of(Accounts.districtsOf(groups)));
        News news = new News(
                lists.get(this).entrySet().stream()
                        .filter(list -> seesAll || list.getValue().whose() != TaskList.Whose.EVERYBODYS)
                        .map(list -> new Held(list.getKey(), held(list.getValue(), own, caller.getName())))
                        .toList(),
                alarms.get(groups.contains(Accounts.MANAGERS) ? OpenTasks.Offered.toAnybody() : own),
                standing.newest(),
                standing.longest(),
                standing.open());
        return ResponseEntity.ok()
                .eTag("W/\"" + Sha256.of(news.toString()).substring(0, 32) + "\"")
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(news);
    }

    private int held(TaskList list, OpenTasks.Offered own, String account) {
        return switch (list.whose()) {
            case OF_MY_GROUPS -> list.counted(counts.get(own));
            case EVERYBODYS -> list.counted(counts.get(OpenTasks.Offered.toAnybody()));
            case MINE -> openTasks.taken(account);
        };
    }

    /** One whose question an administrator has changed is not ours any more: it is counted where it is open, as any other. */
    private Map<String, TaskList> listsAsTheyAre() {
        Map<String, TaskList> ours = TaskList.ALL.stream().collect(Collectors.toMap(TaskList::name, list -> list));
        return filters.createFilterQuery().list().stream()
                .filter(filter -> ours.containsKey(filter.getName()))
                .filter(filter -> question(filter)
                        .equals(question(filters.newTaskFilter(filter.getName())
                                .setQuery(ours.get(filter.getName()).query(tasks)))))
                .collect(Collectors.toMap(Filter::getId, filter -> ours.get(filter.getName())));
    }

    private static String question(Filter filter) {
        return ((FilterEntity) filter).getQueryInternal();
    }

    private List<Alarm> alarmsOf(OpenTasks.Offered offered) {
        List<OpenTasks.Pressing> pressing = openTasks.pressing(offered, clock.instant(), MOST);
        Map<String, Outage> carried = outages.carriedBy(
                pressing.stream().map(OpenTasks.Pressing::workflow).collect(Collectors.toSet()));
        var where = whereabouts.of(carried.values());
        // A task may have been done since its row was read.
        return pressing.stream()
                .filter(task -> carried.containsKey(task.workflow()))
                .map(task -> alarm(
                        task,
                        carried.get(task.workflow()),
                        where.get(carried.get(task.workflow()).id())))
                .toList();
    }

    private static Alarm alarm(OpenTasks.Pressing task, Outage outage, Whereabouts.Where where) {
        return new Alarm(
                kind(task),
                outage.number(),
                task.task(),
                outage.district().number(),
                task.since(),
                // The element of one place is a bill id: whoever sees that is written down elsewhere.
                outage.isOnePlace() ? null : TaskCards.Element.of(outage.element()),
                where.reported() ? List.of() : where.words(),
                outage.priority(),
                outage.hazard());
    }

    private Dangers dangersOf(Optional<Set<Integer>> districts) {
        DangersAtBothEnds standing = DangersAtBothEnds.of(dangersInPlan.open(districts), MOST);
        return new Dangers(dangers(standing.newest()), dangers(standing.longest()), standing.open());
    }

    private List<Danger> dangers(List<DangersInPlan.Open> open) {
        Map<RequestId, DangersInPlan.Where> where = dangersInPlan.where(open);
        return open.stream().map(one -> danger(one, where.get(one.first()))).toList();
    }

    private static Danger danger(DangersInPlan.Open one, DangersInPlan.Where where) {
        return new Danger(
                where.trackingCode().value(),
                one.district().number(),
                one.since(),
                one.reports(),
                where.transformer() == null
                        ? null
                        : new TaskCards.Element(ElementKind.TRANSFORMER.name(), where.transformer()),
                where.street() == null ? List.of() : List.of(where.street()),
                one.hazard());
    }

    private static AlarmKind kind(OpenTasks.Pressing task) {
        if (task.emergency()) {
            return AlarmKind.EMERGENCY;
        }
        return task.verifies() ? AlarmKind.VERIFICATION_LATE : AlarmKind.RESTORATION_LATE;
    }
}
