package ir.roshan.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ir.roshan.request.Channel;
import ir.roshan.request.Danger;
import ir.roshan.request.Feedback;
import ir.roshan.request.FieldError;
import ir.roshan.request.Intake;
import ir.roshan.request.InvalidRequest;
import ir.roshan.request.NewRequest;
import ir.roshan.request.Objection;
import ir.roshan.request.Remarks;
import ir.roshan.request.RequestDraft;
import ir.roshan.request.Requests;
import ir.roshan.request.TrackingCode;
import ir.roshan.request.Withdrawal;
import ir.roshan.security.CallerAddress;
import ir.roshan.text.MalformedMobileNumber;
import ir.roshan.text.MobileNumber;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.retry.support.RetryTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Restoration requests, for the website, the mobile app, system 121, counter offices and visitors. */
@RestController
@RequestMapping("/api/v1/requests")
class RequestsController {
    private static final String VISIBLE_ASCII = "[\\x21-\\x7e]{1,64}";

    private final Intake intake;
    private final Requests requests;
    private final Withdrawal withdrawal;
    private final Objection objection;
    private final Danger danger;
    private final Remarks remarks;
    private final Feedback feedback;
    private final CodeGuessing guessing;
    private final Views views;
    private final RetryTemplate again;
    private final ObjectMapper json;
    private final Clock clock;

    RequestsController(
            Intake intake,
            Requests requests,
            Withdrawal withdrawal,
            Objection objection,
            Danger danger,
            Remarks remarks,
            Feedback feedback,
            CodeGuessing guessing,
            Views views,
            RetryTemplate again,
            ObjectMapper json,
            Clock clock) {
        this.intake = intake;
        this.requests = requests;
        this.withdrawal = withdrawal;
        this.objection = objection;
        this.danger = danger;
        this.remarks = remarks;
        this.feedback = feedback;
        this.guessing = guessing;
        this.views = views;
        this.again = again;
        this.json = json;
        this.clock = clock;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> submit(
            @RequestBody(required = false) byte[] body,
            @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        Caller caller = Caller.current();
        Channel channel = caller.channel();
        if (key != null && !key.matches(VISIBLE_ASCII)) {
            throw new InvalidRequest(List.of(new FieldError("Idempotency-Key", "format")));
        }
        StrictJson read = StrictJson.object(body, RequestBodies.NEW_REQUEST);
        RequestDraft draft = RequestBodies.draft(read);
        if (key == null) {
            NewRequest request = newRequest(read, draft, channel, caller);
            return answered(again.execute(attempt -> intake.submit(request, this::answer)));
        }
        Intake.Idempotency idempotency = new Intake.Idempotency(
                caller.account(), numberIn(draft), CallerAddress.current().orElse(""), key, read.canonical());
        String answer = intake.answered(idempotency).orElseGet(() -> {
            NewRequest request = newRequest(read, draft, channel, caller);
            return again.execute(attempt -> intake.submitOnce(idempotency, request, this::answer));
        });
        return answered(answer);
    }

    private ResponseEntity<String> answered(String answer) {
        return head(submittedIn(answer)).contentType(MediaType.APPLICATION_JSON).body(answer);
    }

    private NewRequest newRequest(StrictJson read, RequestDraft draft, Channel channel, Caller caller) {
        return draft.toNewRequest(channel, caller.account(), clock.instant(), read.errors());
    }

    /** Whose key it is must be known before the body is judged; what is no number will be refused, and keeps no key. */
    private static String numberIn(RequestDraft draft) {
        try {
            return MobileNumber.parse(draft.mobile()).value();
        } catch (MalformedMobileNumber e) {
            return "";
        }
    }

    @GetMapping(path = "/{trackingCode}", produces = MediaType.APPLICATION_JSON_VALUE)
    RequestStatus track(@PathVariable String trackingCode) {
        TrackingCode code = TrackingCode.parse(trackingCode);
        return guessing.lookUp(() -> views.status(requests.get(code)));
    }

    // What the caller does not want to read is refused before anything is done: hence `produces`.
    @PostMapping(
            path = "/{trackingCode}/withdrawal",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    RequestStatus withdraw(@PathVariable String trackingCode, @RequestBody(required = false) byte[] body) {
        TrackingCode code = TrackingCode.parse(trackingCode);
        RequestBodies.Change change = RequestBodies.change(body);
        changing(code, () -> withdrawal.withdraw(code, change.proof()));
        return views.status(requests.get(code));
    }

    @PostMapping(
            path = "/{trackingCode}/still-out",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<RequestStatus> stillOut(
            @PathVariable String trackingCode, @RequestBody(required = false) byte[] body) {
        TrackingCode code = TrackingCode.parse(trackingCode);
        RequestBodies.Change change = RequestBodies.change(body, "note");
        changing(code, () -> objection.stillOut(code, change.proof(), change.note()));
        return ResponseEntity.accepted().body(views.status(requests.get(code)));
    }

    @PostMapping(
            path = "/{trackingCode}/danger",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    RequestStatus danger(@PathVariable String trackingCode, @RequestBody(required = false) byte[] body) {
        TrackingCode code = TrackingCode.parse(trackingCode);
        RequestBodies.Change change = RequestBodies.change(body, "hazard");
        changing(code, () -> danger.named(code, change.proof(), change.hazard()));
        return views.status(requests.get(code));
    }

    @PostMapping(
            path = "/{trackingCode}/remark",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    RequestStatus remark(@PathVariable String trackingCode, @RequestBody(required = false) byte[] body) {
        TrackingCode code = TrackingCode.parse(trackingCode);
        RequestBodies.Change change = RequestBodies.change(body, "text");
        changing(code, () -> remarks.add(code, change.proof(), change.text()));
        return views.status(requests.get(code));
    }

    @PutMapping(path = "/{trackingCode}/feedback", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> feedback(@PathVariable String trackingCode, @RequestBody(required = false) byte[] body) {
        TrackingCode code = TrackingCode.parse(trackingCode);
        RequestBodies.Change change = RequestBodies.change(body, "rating", "comment");
        changing(code, () -> feedback.give(code, change.proof(), change.rating(), change.comment()));
        return ResponseEntity.noContent().build();
    }

    /** Wrong codes and digits are counted, and what met another change is done again. */
    private void changing(TrackingCode code, Runnable deed) {
        guessing.change(
                code,
                () -> again.execute(attempt -> {
                    deed.run();
                    return code;
                }));
    }

    private static ResponseEntity.BodyBuilder head(Intake.Submitted submitted) {
        URI address = URI.create("/api/v1/requests/" + submitted.trackingCode().value());
        return submitted.already() ? ResponseEntity.ok().location(address) : ResponseEntity.created(address);
    }

    /** The status of a request that its subscriber has reported before. */
    record Repeated(@JsonUnwrapped RequestStatus status, boolean already) {}

    private Object status(Intake.Submitted submitted) {
        RequestStatus status = views.status(requests.get(submitted.trackingCode()));
        return submitted.already() ? new Repeated(status, true) : status;
    }

    private String answer(Intake.Submitted submitted) {
        try {
            return json.writeValueAsString(status(submitted));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Intake.Submitted submittedIn(String answer) {
        try {
            JsonNode status = json.readTree(answer);
            return new Intake.Submitted(
                    new TrackingCode(status.get("trackingCode").textValue()),
                    status.path("already").asBoolean());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
