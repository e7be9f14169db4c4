package ir.roshan.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.network.StreetOfAddress;
import ir.roshan.request.Feedback;
import ir.roshan.request.Objection;
import ir.roshan.request.OwnRequests;
import ir.roshan.request.OwnRequests.Opinion;
import ir.roshan.request.OwnRequests.Own;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import ir.roshan.request.TrackingCode;
import ir.roshan.text.MobileNumber;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.retry.support.RetryTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A subscriber's own requests of the last twelve months, and what they may do about them without the digits of their number. */
@RestController
@RequestMapping("/api/v1/my/requests")
class MyRequestsController {
    private static final int MONTHS = 12;
    private static final int MOST = 100;
    private static final int DIGITS_OF_BILL = 4;

    private final MyCaller caller;
    private final OwnRequests own;
    private final Requests requests;
    private final Objection objection;
    private final Feedback feedback;
    private final Views views;
    private final CodeGuessing guessing;
    private final OwnLooks looks;
    private final RetryTemplate again;
    private final Clock clock;

    MyRequestsController(
            MyCaller caller,
            OwnRequests own,
            Requests requests,
            Objection objection,
            Feedback feedback,
            Views views,
            CodeGuessing guessing,
            OwnLooks looks,
            RetryTemplate again,
            Clock clock) {
        this.caller = caller;
        this.own = own;
        this.requests = requests;
        this.objection = objection;
        this.feedback = feedback;
        this.views = views;
        this.guessing = guessing;
        this.looks = looks;
        this.again = again;
        this.clock = clock;
    }

    record MyRequests(List<MyRequest> requests) {}

    /**
     * What everybody is shown who has the code, and what tells a subscriber with several places which it was. A number may have
     * been given to somebody else since: so no house number, no bill id, and no comment but their own.
     *
     * @param street as it was typed, and nothing finer; null where none can be told
     * @param billIdEnding null where there is no bill id
     * @param opinion null where none was given
     */
    record MyRequest(
            @JsonUnwrapped RequestStatus status,
            String street,
            String billIdEnding,
            OpinionView opinion,
            boolean opinionOpen) {}

    record OpinionView(int rating, String comment, Instant givenAt) {
        static OpinionView of(Opinion opinion) {
            return opinion == null ? null : new OpinionView(opinion.rating(), opinion.comment(), opinion.givenAt());
        }
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    MyRequests show(HttpServletRequest call) {
        MobileNumber mobile = caller.mobile(call);
        Instant since =
                clock.instant().atZone(SolarHijri.TEHRAN).minusMonths(MONTHS).toInstant();
        List<Own> found = own.of(mobile, since, MOST);
        looks.shown(
                caller.session(call),
                found.stream().map(each -> each.request().trackingCode()).toList());
        return new MyRequests(found.stream().map(this::view).toList());
    }

    private MyRequest view(Own one) {
        RestorationRequest request = one.request();
        return new MyRequest(
                views.status(request),
                Optional.ofNullable(request.address())
                        .flatMap(StreetOfAddress::ofTyped)
                        .orElse(null),
                Optional.ofNullable(request.billId())
                        .map(bill -> bill.value().substring(bill.value().length() - DIGITS_OF_BILL))
                        .orElse(null),
                OpinionView.of(one.opinion()),
                one.mayBeRated());
    }

    @PostMapping(
            path = "/{trackingCode}/still-out",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<RequestStatus> stillOut(
            @PathVariable String trackingCode, @RequestBody(required = false) byte[] body, HttpServletRequest call) {
        MobileNumber mobile = caller.mobile(call);
        TrackingCode code = TrackingCode.parse(trackingCode);
        RequestBodies.Change change = RequestBodies.changeBy(mobile, body, "note");
        changing(code, () -> objection.stillOut(code, change.proof(), change.note()));
        return ResponseEntity.accepted().body(views.status(requests.get(code)));
    }

    @PutMapping(path = "/{trackingCode}/feedback", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> feedback(
            @PathVariable String trackingCode, @RequestBody(required = false) byte[] body, HttpServletRequest call) {
        MobileNumber mobile = caller.mobile(call);
        TrackingCode code = TrackingCode.parse(trackingCode);
        RequestBodies.Change change = RequestBodies.changeBy(mobile, body, "rating", "comment");
        changing(code, () -> feedback.give(code, change.proof(), change.rating(), change.comment()));
        return ResponseEntity.noContent().build();
    }

    /** Unknown codes are counted; there are no digits to guess. */
    private void changing(TrackingCode code, Runnable deed) {
        guessing.lookUp(() -> again.execute(attempt -> {
            deed.run();
            return code;
        }));
    }
}
