package ir.roshan.api;

import ir.roshan.plannedoutage.PlannedPlaceCheck;
import ir.roshan.request.FieldChecks;
import ir.roshan.text.BillId;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What somebody in the dark wants to know before they report: is it planned, and is it known already. A POST, so that no bill id
 * stands in an address, where it would end in logs and histories.
 */
@RestController
class PlaceStatusController {
    private static final int LONGEST_PLACE = 200;

    private final PlaceStatuses statuses;
    private final CodeGuessing guessing;

    PlaceStatusController(PlaceStatuses statuses, CodeGuessing guessing) {
        this.statuses = statuses;
        this.guessing = guessing;
    }

    @PostMapping(
            path = "/api/v1/place-status",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    PlaceStatus placeStatus(@RequestBody(required = false) byte[] body) {
        StrictJson json = StrictJson.object(body, Set.of("billId", "place"));
        String typed = json.text("billId");
        String place = json.text("place");
        FieldChecks checks = new FieldChecks(json.errors());
        if (typed == null && place == null) {
            checks.add("billId", "required");
        }
        if (typed != null && place != null) {
            checks.add("place", "not-together");
        }
        BillId billId = checks.billId("billId", typed);
        String words = words(checks, place);
        checks.throwIfAny();
        return place == null
                ? guessing.ofBill(() -> statuses.find(billId).orElseThrow(UnknownServicePoint::new))
                : statuses.named(words);
    }

    /** Words that name a place; null where none were typed, or no word is among them. */
    static String words(FieldChecks checks, String place) {
        if (place != null && place.isBlank()) {
            checks.add("place", "required");
            return null;
        }
        String words = checks.text("place", place, 1, LONGEST_PLACE, false);
        if (words != null && !PlannedPlaceCheck.hasWords(words)) {
            checks.add("place", "format");
        }
        return words;
    }
}
