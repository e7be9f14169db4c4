package ir.roshan.process;

import ir.roshan.request.Channel;
import ir.roshan.request.DangersInPlan;
import ir.roshan.request.FieldError;
import ir.roshan.request.InvalidRequest;
import ir.roshan.request.NewRequest;
import ir.roshan.request.OpenReports;
import ir.roshan.request.RequestDraft;
import ir.roshan.request.TrackingCode;
import ir.roshan.security.Accounts;
import ir.roshan.text.TypedText;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/**
 * The variables with which a request's process is started, by REST or by Tasklist's start form. They are taken out of the
 * engine before anything is written: personal data is in our tables only. Whatever else was sent along goes with them.
 */
@Component
class StartForm {
    private static final String CHANNEL = "channel";
    /** Under a name of its own: the engine takes no lasting variable by the name of one that was transient, and the model has {@code district}. */
    private static final String REPORTED_DISTRICT = "reportedDistrict";

    private static final String REGISTERED_BY = "registeredBy";
    /** Where a telephone is that reports by REST: no field of the form, behind which somebody else sits. */
    private static final String LATITUDE = "latitude";

    private static final String LONGITUDE = "longitude";
    static final Set<String> FIELDS = Set.of(
            "billId",
            "address",
            "district",
            "mobile",
            "subscriberType",
            "description",
            "hazard",
            "lifeSupport",
            "neighboursOut",
            "outSince",
            "language");

    private final Accounts accounts;
    private final OpenReports openReports;
    private final DangersInPlan dangers;
    private final Clock clock;

    StartForm(Accounts accounts, OpenReports openReports, DangersInPlan dangers, Clock clock) {
        this.accounts = accounts;
        this.openReports = openReports;
        this.dangers = dangers;
        this.clock = clock;
    }

    /** What REST has checked, as variables that never reach the database. */
    static VariableMap toVariables(NewRequest request) {
        VariableMap variables = Variables.createVariables();
        put(
                variables,
                "billId",
                request.billId() == null ? null : request.billId().value());
        put(variables, "address", request.address());
        put(
                variables,
                REPORTED_DISTRICT,
                request.district() == null ? null : request.district().number());
        put(variables, "mobile", request.mobile().value());
        put(variables, "subscriberType", request.subscriberType().name());
        put(variables, "description", request.description());
        put(variables, "hazard", request.hazard().name());
        put(variables, "lifeSupport", request.lifeSupport());
        put(variables, "neighboursOut", request.neighboursOut().name());
        put(
                variables,
                "outSince",
                request.outSince() == null ? null : request.outSince().toString());
        put(variables, "language", request.language().name().toLowerCase(Locale.ROOT));
        if (request.position() != null) {
            put(variables, LATITUDE, request.position().latitude());
            put(variables, LONGITUDE, request.position().longitude());
        }
        put(variables, CHANNEL, request.channel().name());
        put(variables, REGISTERED_BY, request.registeredBy());
        return variables;
    }

    private static void put(VariableMap variables, String name, Object value) {
        if (value != null) {
            variables.putValueTyped(name, Variables.untypedValue(value, true));
        }
    }

    /**
     * Reads the report and removes every variable.
     *
     * @throws FormFieldValidationException if the report is wrong, or repeats one that is open, and came from Tasklist, which
     *     answers it as 400
     * @throws InvalidRequest if it came from REST
     */
    NewRequest take(DelegateExecution execution) {
        Map<String, Object> sent = execution.getVariables();
        execution.removeVariables(sent.keySet());
        Authentication tasklist =
                execution.getProcessEngineServices().getIdentityService().getCurrentAuthentication();
        if (tasklist == null) {
            return draft(sent, new ArrayList<>())
                    .toNewRequest(
                            Channel.valueOf((String) sent.get(CHANNEL)),
                            (String) sent.get(REGISTERED_BY),
                            clock.instant(),
                            List.of());
        }
        String account = tasklist.getUserId();
        try {
            List<FieldError> errors = new ArrayList<>();
            sent.keySet().stream()
                    .filter(name -> !FIELDS.contains(name))
                    .forEach(name -> errors.add(new FieldError(name, "unknown-member")));
            RequestDraft draft = draft(sent, errors);
            NewRequest report = draft.toNewRequest(channelOf(account), account, clock.instant(), errors);
            // REST has asked before it came here, since its caller is answered with the open request.
            // Nor is one refused that names a danger anew that somebody has seen to: a refusal would end with nobody
            // hearing of it.
            openReports
                    .alreadyMade(report)
                    .filter(open -> !dangers.wasHandled(open, report.hazard()))
                    .ifPresent(StartForm::refuse);
            return report;
        } catch (InvalidRequest e) {
            String fields = e.errors().stream()
                    .map(error -> error.field() + " (" + error.code() + ")")
                    .collect(Collectors.joining(", "));
            throw new FormFieldValidationException(e.errors(), "The report cannot be registered: " + fields);
        }
    }

    private static void refuse(TrackingCode open) {
        throw new FormFieldValidationException(
                "already-reported",
                "این خاموشی پیش از این با همین شمارهٔ همراه گزارش شده و در دست پیگیری است. کد رهگیری آن: "
                        + open.value());
    }

    /** Whoever sits at Tasklist without an account of a channel answers 121's telephones. */
    private Channel channelOf(String account) {
        boolean isOfAChannel = accounts.groupsOf(account).contains(Accounts.CHANNELS);
        return Channel.ofAccount(account).filter(channel -> isOfAChannel).orElse(Channel.PHONE_121);
    }

    private static RequestDraft draft(Map<String, Object> sent, List<FieldError> errors) {
        return new RequestDraft(
                text(sent, "billId", errors),
                text(sent, "address", errors),
                number(sent, sent.containsKey(REPORTED_DISTRICT) ? REPORTED_DISTRICT : "district", errors),
                text(sent, "mobile", errors),
                text(sent, "subscriberType", errors),
                text(sent, "description", errors),
                text(sent, "hazard", errors),
                flag(sent, "lifeSupport", errors),
                text(sent, "neighboursOut", errors),
                sent.get("outSince") instanceof Date date
                        ? Instant.ofEpochMilli(date.getTime()).toString()
                        : text(sent, "outSince", errors),
                text(sent, "language", errors),
                degrees(sent, LATITUDE),
                degrees(sent, LONGITUDE));
    }

    /** A form sends an empty field as an empty text; it is missing. */
    private static String text(Map<String, Object> sent, String field, List<FieldError> errors) {
        Object value = sent.get(field);
        if (value == null || value instanceof String s && s.isBlank()) {
            return null;
        }
        if (value instanceof String s) {
            return s;
        }
        errors.add(new FieldError(field, "type"));
        return null;
    }

    private static Integer number(Map<String, Object> sent, String field, List<FieldError> errors) {
        Object value = sent.get(field);
        if (value == null || value instanceof String s && s.isBlank()) {
            return null;
        }
        if (value instanceof Integer n) {
            return n;
        }
        String typed = value instanceof String s ? TypedText.normalise(s) : value.toString();
        if (typed.matches("[0-9]{1,2}")) {
            return Integer.valueOf(typed);
        }
        errors.add(new FieldError(field, "type"));
        return null;
    }

    /** Of a form it is refused whatever it is. */
    private static Double degrees(Map<String, Object> sent, String field) {
        return sent.get(field) instanceof Double degrees ? degrees : null;
    }

    private static Boolean flag(Map<String, Object> sent, String field, List<FieldError> errors) {
        Object value = sent.get(field);
        if (value == null || value instanceof String s && s.isBlank()) {
            return null;
        }
        if (value instanceof Boolean b) {
            return b;
        }
        if (value instanceof String s && (s.equals("true") || s.equals("false"))) {
            return Boolean.valueOf(s);
        }
        errors.add(new FieldError(field, "type"));
        return null;
    }
}
