package ir.roshan.api;

import ir.roshan.calendar.MalformedSolarHijri;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.notification.Language;
import ir.roshan.plannedoutage.Knowledge;
import ir.roshan.plannedoutage.PlanAhead;
import ir.roshan.plannedoutage.PlannedOutageCheck;
import ir.roshan.plannedoutage.UnknownReason;
import ir.roshan.request.FieldChecks;
import ir.roshan.subscription.Subscription;
import ir.roshan.subscription.Subscriptions;
import ir.roshan.subscription.UnknownSubscription;
import ir.roshan.text.BillId;
import ir.roshan.text.Links;
import ir.roshan.text.MobileNumber;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.retry.support.RetryTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The places whose plan a subscriber is told ahead, for whoever has shown by a code that the number is theirs. */
@RestController
@RequestMapping("/api/v1/my/subscriptions")
class SubscriptionsController {
    private static final int LONGEST_NAME = 30;
    private static final int MOST_PLACES = 20;
    private static final int LEAST_BEFORE = 15;
    private static final int MOST_BEFORE = 180;
    private static final int NINE_PM = 21 * 60;
    private static final int MINUTES_OF_A_DAY = 24 * 60;
    private static final String DIGITS = "[0-9]{1,18}";
    private static final Set<String> MEMBERS =
            Set.of("name", "billId", "placeIds", "eveningAt", "onChange", "minutesBefore", "language");

    private final Subscriptions subscriptions;
    private final PlannedOutageCheck check;
    private final CodeGuessing guessing;
    private final MyCaller caller;
    private final RetryTemplate again;
    private final Clock clock;

    SubscriptionsController(
            Subscriptions subscriptions,
            PlannedOutageCheck check,
            CodeGuessing guessing,
            MyCaller caller,
            RetryTemplate again,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.check = check;
        this.guessing = guessing;
        this.caller = caller;
        this.again = again;
        this.clock = clock;
    }

    record PlaceView(long id, String text, Integer district) {}

    /**
     * {@code Subscription} of the contract.
     *
     * @param places null where it is of a bill id
     * @param eveningAt null where nothing is told the evening before
     * @param minutesBefore null where nothing is told shortly before
     */
    record View(
            long id,
            String name,
            String billId,
            List<PlaceView> places,
            String eveningAt,
            boolean onChange,
            Integer minutesBefore,
            String language,
            List<PlannedOutageView> next,
            Knowledge knowledge,
            UnknownReason reason) {
        static View of(Subscriptions.Shown shown) {
            Subscription.Wish wish = shown.subscription().wish();
            return new View(
                    shown.subscription().id(),
                    wish.name(),
                    wish.spot().billId() == null ? null : wish.spot().billId().value(),
                    wish.spot().billId() != null
                            ? null
                            : shown.places().stream()
                                    .map(place -> new PlaceView(
                                            place.id(),
                                            place.words(),
                                            place.district() == null
                                                    ? null
                                                    : place.district().number()))
                                    .toList(),
                    wish.eveningMinute() == null
                            ? null
                            : SolarHijri.formatTime(
                                    SolarHijri.moment(SolarHijri.parseDate("1405/01/15"), wish.eveningMinute()),
                                    Locale.ENGLISH),
                    wish.onChange(),
                    wish.minutesBefore(),
                    wish.language().code(),
                    shown.outlook().windows().stream()
                            .map(PlannedOutageView::of)
                            .toList(),
                    shown.outlook().knowledge(),
                    shown.outlook().reason().orElse(null));
        }
    }

    record All(List<View> subscriptions) {}

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    All all(HttpServletRequest request) {
        return new All(
                subscriptions.of(caller.mobile(request)).stream().map(View::of).toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<View> add(HttpServletRequest request, @RequestBody(required = false) byte[] body) {
        MobileNumber mobile = caller.mobile(request);
        Subscription.Wish wish = wish(body, null);
        Subscriptions.Added added = knowingItsPlace(wish, () -> subscriptions.add(mobile, wish));
        View view = View.of(added.shown());
        URI address = URI.create("/api/v1/my/subscriptions/" + view.id());
        return (added.already() ? ResponseEntity.ok().location(address) : ResponseEntity.created(address)).body(view);
    }

    /** What is not named stays as it is. */
    @PutMapping(
            path = "/{id}",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    View change(HttpServletRequest request, @PathVariable String id, @RequestBody(required = false) byte[] body) {
        MobileNumber mobile = caller.mobile(request);
        Subscription known = subscriptions.of(mobile).stream()
                .map(Subscriptions.Shown::subscription)
                .filter(one -> one.id() == number(id))
                .findFirst()
                .orElseThrow(UnknownSubscription::new);
        Subscription.Wish wish = wish(body, known.wish());
        return View.of(knowingItsPlace(wish, () -> subscriptions.change(mobile, known.id(), wish)));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> end(HttpServletRequest request, @PathVariable String id) {
        MobileNumber mobile = caller.mobile(request);
        again.execute(attempt -> {
            subscriptions.remove(mobile, number(id));
            return null;
        });
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping
    ResponseEntity<Void> endAll(HttpServletRequest request) {
        MobileNumber mobile = caller.mobile(request);
        again.execute(attempt -> subscriptions.stopAll(mobile, Subscriptions.By.PAGE));
        return ResponseEntity.noContent().build();
    }

    /** Bill ids that the network data does not have are counted, as wherever a place is asked about. */
    private <T> T knowingItsPlace(Subscription.Wish wish, Supplier<T> deed) {
        BillId billId = wish.spot().billId();
        if (billId == null) return again.execute(attempt -> deed.get());
        return guessing.ofBill(() -> {
            Instant now = clock.instant();
            UnknownServicePoint.throwIf(check.outlook(billId, now, now));
            return again.execute(attempt -> deed.get());
        });
    }

    /** @return none that any subscription has, where it is no number */
    static long number(String id) {
        return id.matches(DIGITS) ? Long.parseLong(id) : -1;
    }

    /** @param known null where it is new */
    private static Subscription.Wish wish(byte[] body, Subscription.Wish known) {
        StrictJson json = StrictJson.object(body, MEMBERS);
        boolean noEvening = json.isNull("eveningAt");
        boolean noMinutes = json.isNull("minutesBefore");
        String name = json.text("name");
        String bill = json.text("billId");
        List<Integer> places = json.integers("placeIds");
        String evening = noEvening ? null : json.text("eveningAt");
        Boolean onChange = json.flag("onChange");
        Integer before = noMinutes ? null : json.integer("minutesBefore");
        String spoken = json.text("language");
        FieldChecks checks = new FieldChecks(json.errors());
        String called = checks.text("name", name, 1, LONGEST_NAME, false);
        if (name == null && known == null) checks.add("name", "required");
        if (called != null && !Links.without(called).equals(called)) checks.add("name", "characters");
        if (bill == null && places == null && known == null) checks.add("billId", "required");
        if (bill != null && places != null) checks.add("placeIds", "not-together");
        if (places != null && places.isEmpty()) checks.add("placeIds", "required");
        if (places != null && places.size() > MOST_PLACES) checks.add("placeIds", "too-long");
        BillId billId = checks.billId("billId", bill);
        Integer minute = evening(checks, evening);
        if (before != null && before != 0 && (before < LEAST_BEFORE || before > MOST_BEFORE))
            checks.add("minutesBefore", "range");
        Language language = spoken == null && known != null ? known.language() : checks.language("language", spoken);
        Integer eveningMinute = noEvening || evening != null
                ? minute
                : known == null ? Integer.valueOf(NINE_PM) : known.eveningMinute();
        Integer minutesBefore = noMinutes || before != null
                ? before == null || before == 0 ? null : before
                : known == null ? null : known.minutesBefore();
        // Whoever is never told anything need not subscribe.
        if (eveningMinute == null && minutesBefore == null) checks.add("eveningAt", "required");
        checks.throwIfAny();
        return new Subscription.Wish(
                called == null ? Optional.ofNullable(known).orElseThrow().name() : called,
                billId == null && places == null ? known.spot() : spot(billId, places),
                eveningMinute,
                onChange == null ? known == null || known.onChange() : onChange,
                minutesBefore,
                language);
    }

    private static PlanAhead.Spot spot(BillId billId, List<Integer> places) {
        Set<Long> ids = new LinkedHashSet<>();
        if (places != null) places.forEach(id -> ids.add(id.longValue()));
        return new PlanAhead.Spot(billId, ids);
    }

    private static Integer evening(FieldChecks checks, String typed) {
        if (typed == null) return null;
        try {
            int minute = SolarHijri.parseMinuteOfDay(typed);
            if (minute < MINUTES_OF_A_DAY) return minute;
        } catch (MalformedSolarHijri notATime) {
            // Told as any other fault of the field.
        }
        checks.add("eveningAt", "format");
        return null;
    }
}
