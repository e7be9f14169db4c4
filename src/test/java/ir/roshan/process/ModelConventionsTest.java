package ir.roshan.process;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.CategoryValue;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Group;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.IntermediateThrowEvent;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MessageFlow;
import org.camunda.bpm.model.bpmn.instance.Participant;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.Script;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The conventions of {@code bpmn/}, each with its proof: the model as committed keeps the rule, and the same model with
 * one thing spoilt is caught by it.
 *
 * <p>Long because each convention stands beside its proof, and all of them read one parsed model.
 */
class ModelConventionsTest {
    private static final Path MODEL = Path.of("bpmn/OutageRestoration.bpmn");

    /** The clauses that a step of the process can carry out. */
    private static final Set<String> CLAUSES = Set.of(
            "A1.1", "A1.2", "A2.1", "A3.1", "A3.2", "A3.3", "A3.4", "A3.5", "A4.1", "A4.2", "A5.1", "A7.1", "A7.2");

    /** What must be done when the caller gets an answer; every later service task starts with a commit. */
    private static final Set<String> IN_THE_CALLERS_TRANSACTION =
            Set.of("Task_RegisterRequest", "Task_CheckPlannedOutage", "Task_RecordWithdrawal");

    private static final Set<String> CANDIDATE_GROUPS = Set.of("district-${district}", "managers");
    private static final String RETRIES = "PT10S,PT1M,PT5M,PT15M,PT1H";
    private static final Pattern PERSIAN = Pattern.compile("[آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئأءٔ\u200c،؛:؟۰-۹\\s]+");
    private static final Pattern ONE_VARIABLE = Pattern.compile("\\$\\{[a-z][A-Za-z]*}");

    @ParameterizedTest
    @EnumSource
    void theModelKeeps(Convention convention) {
        assertThat(convention.complaints(model())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isSeenWhenBroken(Convention convention) {
        BpmnModelInstance spoilt = model();
        convention.spoil.accept(spoilt);
        assertThat(convention.complaints(spoilt)).isNotEmpty();
    }

    private static BpmnModelInstance model() {
        return Bpmn.readModelFromFile(MODEL.toFile());
    }

    enum Convention {
        ID_TELLS_THE_KIND(
                all(BaseElement.class),
                (model, element) -> complain(
                        prefixOf(element)
                                .map(prefix -> element.getId().startsWith(prefix))
                                .orElse(true),
                        element,
                        "has the wrong prefix"),
                model -> byId(model, Task.class, "Task_RestoreSupply").setId("Activity_RestoreSupply")),
        PROCESS_IS_NAMED_AND_KEPT_FOR_180_DAYS(
                all(Process.class),
                (model, process) -> complain(
                        process.getId().endsWith("Process")
                                && process.isExecutable()
                                && "P180D".equals(process.getCamundaHistoryTimeToLiveString())
                                && process.getCamundaVersionTag() != null,
                        process,
                        "lacks its suffix, executability, history time to live or version tag"),
                model -> byId(model, Process.class, "OutageProcess").setCamundaHistoryTimeToLiveString("P30D")),
        TASK_CARRIES_ITS_CLAUSE(
                all(Task.class),
                (model, task) -> complain(
                        !clauses(task).isEmpty() && CLAUSES.containsAll(clauses(task)),
                        task,
                        "has no clause that exists"),
                model -> byId(model, Task.class, "Task_DispatchCrew")
                        .getExtensionElements()
                        .getElementsQuery()
                        .filterByType(CamundaProperties.class)
                        .singleResult()
                        .getCamundaProperties()
                        .iterator()
                        .next()
                        .setCamundaValue("A9.9")),
        TASK_SHOWS_ITS_CLAUSE(
                all(Task.class),
                (model, task) -> complain(
                        task.getName() != null
                                && task.getName().endsWith("\n(" + String.join("، ", clauses(task)) + ")"),
                        task,
                        "does not show its clauses as the last line of its label"),
                model -> byId(model, Task.class, "Task_AttachToOutage").setName("پیوستن درخواست به خاموشی محل اشتراک")),
        LABEL_IS_PERSIAN(
                model -> labelled(model),
                (model, element) -> complain(
                        label(element) != null
                                && PERSIAN.matcher(withoutClauses(label(element)))
                                        .matches(),
                        element,
                        "has no Persian label"),
                model -> byId(model, Event.class, "Event_OutageResolved").setName("Outage resolved")),
        LABEL_HAS_PERSIAN_LETTERS_ONLY(
                model -> labelled(model),
                (model, element) -> complain(
                        label(element) != null && !label(element).matches("(?s).*[\u064a\u0643\u0649].*"),
                        element,
                        "has an Arabic ye or kaf, which no search for the Persian word finds"),
                model -> byId(model, Participant.class, "Participant_Outage").setName("خاموش\u064a محل")),
        FORK_ASKS_A_QUESTION(
                model -> gateways(model, gateway -> gateway.getOutgoing().size() > 1),
                (model, gateway) -> complain(
                        gateway.getName() != null && gateway.getName().endsWith("؟"), gateway, "asks no question"),
                model -> byId(model, Gateway.class, "Gateway_Finding").setName("یافته")),
        JOIN_IS_UNLABELLED(
                model -> gateways(model, gateway -> gateway.getOutgoing().size() == 1),
                (model, gateway) -> complain(gateway.getName() == null, gateway, "is a join with a label"),
                model -> byId(model, Gateway.class, "Gateway_ReadyToResolve").setName("آماده")),
        ANSWER_IS_NAMED_AFTER_ITS_QUESTION(
                model -> answers(model),
                (model, flow) -> complain(
                        flow.getName() != null
                                && flow.getId()
                                        .startsWith("SequenceFlow_"
                                                + flow.getSource().getId().substring("Gateway_".length())),
                        flow,
                        "has no label, or not its gateway's name"),
                model -> byId(model, SequenceFlow.class, "SequenceFlow_FindingSupplyOn")
                        .setName(null)),
        ANSWER_HAS_A_CONDITION_OR_IS_THE_DEFAULT(
                model -> answers(model),
                (model, flow) -> complain(
                        (flow.getConditionExpression() == null)
                                == flow.equals(((ExclusiveGateway) flow.getSource()).getDefault()),
                        flow,
                        "needs a condition exactly if it is not the default"),
                model -> byId(model, SequenceFlow.class, "SequenceFlow_OutagePlannedYes")
                        .removeConditionExpression()),
        SERVICE_TASK_CALLS_ITS_DELEGATE(
                all(ServiceTask.class),
                (model, task) -> complain(
                        ("${" + lowerCamel(task) + "Delegate}").equals(task.getCamundaDelegateExpression())
                                && task.getCamundaClass() == null
                                && task.getCamundaExpression() == null
                                && task.getCamundaType() == null,
                        task,
                        "does not call the delegate of its name"),
                model -> byId(model, ServiceTask.class, "Task_CloseRequest")
                        .setCamundaDelegateExpression("${closeRequestsDelegate}")),
        SERVICE_TASK_COMMITS_FIRST_UNLESS_THE_CALLER_WAITS(
                all(ServiceTask.class),
                (model, task) -> complain(
                        task.isCamundaAsyncBefore() != IN_THE_CALLERS_TRANSACTION.contains(task.getId())
                                && !task.isCamundaAsyncAfter(),
                        task,
                        "is on the wrong side of the savepoint"),
                model -> byId(model, ServiceTask.class, "Task_AnnounceResult").setCamundaAsyncBefore(false)),
        NOTHING_ELSE_IS_ASYNCHRONOUS(
                model -> model.getModelElementsByType(FlowNode.class).stream()
                        .filter(FlowNode::isCamundaAsyncBefore)
                        .toList(),
                (model, node) -> complain(node instanceof ServiceTask, node, "is asynchronous and no service task"),
                model -> byId(model, StartEvent.class, "StartEvent_RequestSubmitted")
                        .setCamundaAsyncBefore(true)),
        ASYNCHRONOUS_WORK_IS_TRIED_AGAIN_AND_ONE_AT_A_TIME(
                model -> model.getModelElementsByType(FlowNode.class).stream()
                        .filter(FlowNode::isCamundaAsyncBefore)
                        .toList(),
                (model, node) -> complain(
                        extension(node, CamundaFailedJobRetryTimeCycle.class)
                                        .map(cycle -> RETRIES.equals(cycle.getTextContent()))
                                        .orElse(false)
                                && node.isCamundaExclusive(),
                        node,
                        "has no retries, or is not exclusive within its instance"),
                model -> byId(model, FlowNode.class, "Task_ResolveOutage")
                        .getExtensionElements()
                        .getElementsQuery()
                        .filterByType(CamundaFailedJobRetryTimeCycle.class)
                        .singleResult()
                        .setTextContent("R3/PT5M")),
        USER_TASK_HAS_FORM_GROUP_AND_CHECKED_COMPLETION(
                all(UserTask.class),
                (model, task) -> complain(
                        ("embedded:/forms/" + bare(task) + ".html").equals(task.getCamundaFormKey())
                                && CANDIDATE_GROUPS.contains(task.getCamundaCandidateGroups())
                                && listens(task, "complete", "Completion"),
                        task,
                        "lacks its form, a group that we have, or the listener that checks its completion"),
                model -> listeners(byId(model, UserTask.class, "Task_VerifyOutage"))
                        .get(0)
                        .setCamundaEvent("create")),
        EVERY_LISTENER_IS_NAMED_AFTER_ITS_TASK_AND_MOMENT(
                all(UserTask.class),
                (model, task) -> complain(
                        listeners(task).size()
                                == Stream.of("create/Creation", "complete/Completion")
                                        .map(moment -> moment.split("/"))
                                        .filter(moment -> listens(task, moment[0], moment[1]))
                                        .count(),
                        task,
                        "has a listener of another name"),
                model -> listeners(byId(model, UserTask.class, "Task_CallSubscriber"))
                        .get(0)
                        .setCamundaDelegateExpression("${callSubscriberCreated}")),
        START_FORM_IS_OURS(
                model -> model.getModelElementsByType(StartEvent.class).stream()
                        .filter(start -> start.getCamundaFormKey() != null
                                || start.getId().contains("RequestSubmitted"))
                        .toList(),
                (model, start) -> complain(
                        "embedded:/forms/SubmitRequest.html".equals(start.getCamundaFormKey()),
                        start,
                        "has not the start form"),
                model -> byId(model, StartEvent.class, "StartEvent_RequestSubmitted")
                        .setCamundaFormKey("SubmitRequest")),
        DECISION_IS_AMONG_OUR_TABLES(
                all(BusinessRuleTask.class),
                (model, task) -> complain(
                        decisions().contains(task.getCamundaDecisionRef())
                                && "singleEntry".equals(task.getCamundaMapDecisionResult())
                                && task.getCamundaResultVariable() != null,
                        task,
                        "asks for a decision that bpmn/ does not hold, or drops the answer"),
                model -> byId(model, BusinessRuleTask.class, "Task_DetermineFee")
                        .setCamundaDecisionRef("TariffDecision")),
        TIME_IS_DATA(
                all(TimerEventDefinition.class),
                (model, timer) -> complain(
                        timer.getTimeDate() != null
                                && ONE_VARIABLE
                                        .matcher(timer.getTimeDate().getTextContent())
                                        .matches(),
                        timer,
                        "has a time of its own; times come from the agreement's targets and from people"),
                model -> byId(model, TimerEventDefinition.class, "TimerEventDefinition_DeadlinePassed")
                        .getTimeDate()
                        .setTextContent("2026-12-01T00:00:00Z")),
        MESSAGE_NAME_FOLLOWS_ITS_ID(
                all(Message.class),
                (model, message) -> complain(
                        message.getId().replaceFirst("^Message_", "Msg_").equals(message.getName()),
                        message,
                        "has another name than its id"),
                model -> byId(model, Message.class, "Message_StillOut").setName("Message_StillOut")),
        MESSAGE_HAS_ONE_CATCHER(
                all(Message.class),
                (model, message) -> complain(
                        oneListensAtATime(catchers(model, message)),
                        message,
                        "is caught by nobody, in two processes, or twice at the same time"),
                model -> byId(model, MessageEventDefinition.class, "MessageEventDefinition_AnnouncementFailed")
                        .setMessage(byId(model, Message.class, "Message_StillOut"))),
        THROWN_MESSAGE_HAS_A_DELEGATE(
                model -> model.getModelElementsByType(MessageEventDefinition.class).stream()
                        .filter(definition -> definition.getParentElement() instanceof ThrowEvent)
                        .toList(),
                (model, definition) -> complain(
                        "${raiseDeadlineBreachDelegate}".equals(definition.getCamundaDelegateExpression()),
                        definition,
                        "throws a message that nobody sends"),
                model -> byId(model, MessageEventDefinition.class, "MessageEventDefinition_DeadlineBreachRaised")
                        .removeAttributeNs("http://camunda.org/schema/1.0/bpmn", "delegateExpression")),
        MODEL_HOLDS_NO_CODE(
                all(Process.class),
                (model, process) -> complain(
                        process.getModelInstance()
                                        .getModelElementsByType(Script.class)
                                        .isEmpty()
                                && process.getModelInstance()
                                        .getModelElementsByType(ScriptTask.class)
                                        .isEmpty(),
                        process,
                        "has a script"),
                model -> byId(model, Process.class, "OutageProcess")
                        .getFlowElements()
                        .add(model.newInstance(ScriptTask.class))),
        FIVE_STEPS_ARE_SHOWN(
                all(CategoryValue.class),
                (model, step) -> complain(
                        model.getModelElementsByType(CategoryValue.class).size() == 5
                                && model.getModelElementsByType(Group.class).stream()
                                        .anyMatch(group -> step.equals(group.getCategory())),
                        step,
                        "is a step of the agreement without a frame in the picture"),
                model -> byId(model, Group.class, "Group_RegisterRequest")
                        .setCategory(byId(model, CategoryValue.class, "CategoryValue_SubmitRequest"))),
        EVERYTHING_IS_DRAWN(
                model -> Stream.of(
                                FlowNode.class, SequenceFlow.class, MessageFlow.class, Participant.class, Group.class)
                        .flatMap(kind -> model.getModelElementsByType(kind).stream())
                        .toList(),
                (model, element) -> complain(drawn(model).contains(element), element, "is not in the picture"),
                model -> byId(model, BpmnShape.class, "Task_RestoreSupply_di")
                        .setBpmnElement(byId(model, Task.class, "Task_ReviseEstimate"))),
        LINES_RUN_SQUARE(
                all(BpmnEdge.class),
                (model, edge) -> complain(
                        segments(edge).stream().allMatch(s -> s.horizontal() || s.vertical()), edge, "runs askew"),
                model -> byId(model, BpmnEdge.class, "SequenceFlow_SubmittedToRegister_di")
                        .getWaypoints()
                        .iterator()
                        .next()
                        .setY(1)),
        SEQUENCE_FLOWS_DO_NOT_CROSS(
                model -> sequenceEdges(model),
                (model, edge) -> complain(
                        sequenceEdges(model).stream()
                                .filter(other -> other != edge)
                                .flatMap(other -> segments(other).stream())
                                .noneMatch(segment -> segments(edge).stream().anyMatch(segment::crosses)),
                        edge,
                        "crosses another flow"),
                // the way back from the planned outage, laid across the row it runs around
                model ->
                        byId(model, BpmnEdge.class, "SequenceFlow_StillOutAfterPlannedToCheck_di")
                                .getWaypoints()
                                .stream()
                                .filter(waypoint -> waypoint.getX() < 700)
                                .forEach(waypoint -> waypoint.setX(760)));

        private final Function<BpmnModelInstance, List<String>> check;
        private final Consumer<BpmnModelInstance> spoil;

        <T extends ModelElementInstance> Convention(
                Function<BpmnModelInstance, ? extends Collection<? extends T>> subjects,
                BiFunction<BpmnModelInstance, T, Optional<String>> complaint,
                Consumer<BpmnModelInstance> spoil) {
            this.check = model -> {
                Collection<? extends T> found = subjects.apply(model);
                // A rule about nothing is kept by every model.
                if (found.isEmpty()) return List.of(name() + ": the model has nothing that this is about");
                return found.stream()
                        .flatMap(subject -> complaint.apply(model, subject).stream())
                        .toList();
            };
            this.spoil = spoil;
        }

        List<String> complaints(BpmnModelInstance model) {
            return check.apply(model);
        }
    }

    private static <T extends ModelElementInstance> Function<BpmnModelInstance, Collection<T>> all(Class<T> kind) {
        return model -> model.getModelElementsByType(kind);
    }

    private static <T extends ModelElementInstance> T byId(BpmnModelInstance model, Class<T> kind, String id) {
        return kind.cast(model.getModelElementById(id));
    }

    private static Optional<String> complain(boolean fine, ModelElementInstance element, String complaint) {
        return fine ? Optional.empty() : Optional.of(element.getAttributeValue("id") + " " + complaint);
    }

    private static Optional<String> prefixOf(BaseElement element) {
        if (element instanceof StartEvent) return Optional.of("StartEvent_");
        if (element instanceof EndEvent) return Optional.of("EndEvent_");
        if (element instanceof BoundaryEvent) return Optional.of("BoundaryEvent_");
        if (element instanceof IntermediateCatchEvent || element instanceof IntermediateThrowEvent)
            return Optional.of("Event_");
        if (element instanceof Task) return Optional.of("Task_");
        if (element instanceof Gateway) return Optional.of("Gateway_");
        if (element instanceof SubProcess part)
            return Optional.of(part.triggeredByEvent() ? "EventSubProcess_" : "SubProcess_");
        if (element instanceof SequenceFlow) return Optional.of("SequenceFlow_");
        if (element instanceof MessageFlow) return Optional.of("MessageFlow_");
        if (element instanceof Message) return Optional.of("Message_");
        if (element instanceof Participant) return Optional.of("Participant_");
        if (element instanceof Group) return Optional.of("Group_");
        if (element instanceof CategoryValue) return Optional.of("CategoryValue_");
        return Optional.empty();
    }

    private static String bare(Task task) {
        return task.getId().substring("Task_".length());
    }

    private static String lowerCamel(Task task) {
        return Character.toLowerCase(bare(task).charAt(0)) + bare(task).substring(1);
    }

    private static List<String> clauses(Activity activity) {
        return extension(activity, CamundaProperties.class).stream()
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .filter(property -> "clause".equals(property.getCamundaName()))
                .flatMap(property -> Arrays.stream(property.getCamundaValue().split(",")))
                .toList();
    }

    private static List<CamundaTaskListener> listeners(UserTask task) {
        return List.copyOf(task.getExtensionElements()
                .getElementsQuery()
                .filterByType(CamundaTaskListener.class)
                .list());
    }

    private static boolean listens(UserTask task, String event, String suffix) {
        String bean = "${" + lowerCamel(task) + suffix + "}";
        return listeners(task).stream()
                .anyMatch(listener -> event.equals(listener.getCamundaEvent())
                        && bean.equals(listener.getCamundaDelegateExpression()));
    }

    private static <T extends ModelElementInstance> Optional<T> extension(BaseElement element, Class<T> kind) {
        return Optional.ofNullable(element.getExtensionElements())
                .flatMap(extensions -> extensions.getElementsQuery().filterByType(kind).list().stream()
                        .findFirst());
    }

    /** All that a reader of the diagram reads: everything but joins and the flows that answer no question. */
    private static List<BaseElement> labelled(BpmnModelInstance model) {
        List<BaseElement> labelled = new ArrayList<>(model.getModelElementsByType(FlowNode.class).stream()
                .filter(node -> !(node instanceof Gateway) || node.getOutgoing().size() > 1)
                .toList());
        labelled.addAll(model.getModelElementsByType(SequenceFlow.class).stream()
                .filter(flow -> flow.getName() != null)
                .toList());
        labelled.addAll(model.getModelElementsByType(Process.class));
        labelled.addAll(model.getModelElementsByType(Participant.class));
        labelled.addAll(model.getModelElementsByType(MessageFlow.class));
        labelled.addAll(model.getModelElementsByType(CategoryValue.class));
        return labelled;
    }

    private static String label(BaseElement element) {
        return element.getAttributeValue(element instanceof CategoryValue ? "value" : "name");
    }

    private static String withoutClauses(String label) {
        return label.replaceFirst("\n\\(A[0-9.A، ]+\\)$", "");
    }

    private static List<Gateway> gateways(BpmnModelInstance model, Predicate<Gateway> those) {
        return model.getModelElementsByType(Gateway.class).stream()
                .filter(those)
                .toList();
    }

    /** The flows that answer a gateway's question; those of an event-based gateway are answered by its events. */
    private static List<SequenceFlow> answers(BpmnModelInstance model) {
        return gateways(model, gateway -> gateway.getOutgoing().size() > 1).stream()
                .filter(gateway -> !(gateway instanceof EventBasedGateway))
                .flatMap(gateway -> gateway.getOutgoing().stream())
                .toList();
    }

    private static Set<String> decisions() {
        try (Stream<Path> tables = Files.list(MODEL.getParent())) {
            return tables.filter(path -> path.toString().endsWith(".dmn"))
                    .flatMap(path ->
                            Dmn.readModelFromFile(path.toFile()).getModelElementsByType(Decision.class).stream())
                    .map(Decision::getId)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<CatchEvent> catchers(BpmnModelInstance model, Message message) {
        return model.getModelElementsByType(CatchEvent.class).stream()
                .filter(event -> event.getEventDefinitions().stream()
                        .anyMatch(definition -> definition instanceof MessageEventDefinition caught
                                && message.equals(caught.getMessage())))
                .toList();
    }

    /**
     * A message finds one listener by business key: all of its catchers are in one process, and where there are several,
     * each waits behind an event-based gateway of its own, in the same scope, where one token is at one gateway only.
     */
    private static boolean oneListensAtATime(List<CatchEvent> catchers) {
        if (catchers.size() < 2) return catchers.size() == 1;
        Map<ModelElementInstance, List<CatchEvent>> byScope =
                catchers.stream().collect(groupingBy(CatchEvent::getParentElement, toList()));
        Set<FlowNode> gateways = catchers.stream()
                .flatMap(event -> event.getPreviousNodes().list().stream())
                .filter(EventBasedGateway.class::isInstance)
                .collect(Collectors.toSet());
        return byScope.size() == 1 && gateways.size() == catchers.size();
    }

    private static Set<ModelElementInstance> drawn(BpmnModelInstance model) {
        return Stream.concat(
                        model.getModelElementsByType(BpmnShape.class).stream().map(BpmnShape::getBpmnElement),
                        model.getModelElementsByType(BpmnEdge.class).stream().map(BpmnEdge::getBpmnElement))
                .collect(Collectors.toSet());
    }

    private static List<BpmnEdge> sequenceEdges(BpmnModelInstance model) {
        return model.getModelElementsByType(BpmnEdge.class).stream()
                .filter(edge -> edge.getBpmnElement() instanceof SequenceFlow)
                .toList();
    }

    private static List<Segment> segments(BpmnEdge edge) {
        List<Waypoint> points = List.copyOf(edge.getWaypoints());
        List<Segment> segments = new ArrayList<>();
        for (int i = 1; i < points.size(); i++) {
            Waypoint from = points.get(i - 1);
            Waypoint to = points.get(i);
            segments.add(new Segment(from.getX(), from.getY(), to.getX(), to.getY()));
        }
        return segments;
    }

    /** One straight piece of a line, in the diagram's pixels. */
    private record Segment(double x1, double y1, double x2, double y2) {
        boolean horizontal() {
            return y1 == y2;
        }

        boolean vertical() {
            return x1 == x2;
        }

        /** Whether the two cut through each other; to touch at an end, as joining flows do, is no crossing. */
        boolean crosses(Segment other) {
            if (vertical() && other.horizontal()) return other.crosses(this);
            return horizontal()
                    && other.vertical()
                    && strictlyBetween(other.x1, x1, x2)
                    && strictlyBetween(y1, other.y1, other.y2);
        }

        private static boolean strictlyBetween(double value, double a, double b) {
            return Math.min(a, b) < value && value < Math.max(a, b);
        }
    }
}
