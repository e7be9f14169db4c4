package ir.roshan.plannedoutage;

import static java.time.ZoneOffset.UTC;

import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.text.BillId;
import ir.roshan.text.Sha256;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The calendars of subscribers: whoever has the address sees the plan of the place, and may end it. */
@Service
public class PlanCalendars {
    private static final int TOKEN_BYTES = 20;
    /** So long what is over or cancelled stays in it. */
    private static final Duration PAST = Duration.ofDays(7);

    private static final Duration AHEAD = Duration.ofDays(31);
    private static final Duration OUTLOOK = Duration.ofDays(7);
    /** More than a year, since many a place is on no list in winter. */
    private static final Duration KEPT_UNASKED = Duration.ofDays(400);

    private final JdbcClient jdbc;
    private final PlannedOutages plannedOutages;
    private final PlannedOutageCheck check;
    private final PlannedPlaceCheck placeCheck;
    private final Network network;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public PlanCalendars(
            JdbcClient jdbc,
            PlannedOutages plannedOutages,
            PlannedOutageCheck check,
            PlannedPlaceCheck placeCheck,
            Network network,
            Clock clock) {
        this.jdbc = jdbc;
        this.plannedOutages = plannedOutages;
        this.check = check;
        this.placeCheck = placeCheck;
        this.network = network;
        this.clock = clock;
    }

    /** @return the token, of 160 bits, in letters, digits, hyphens and underscores */
    @Transactional
    public String open(BillId billId, Locale language) {
        return open(billId, Set.of(), language);
    }

    /**
     * @return the token, as above
     * @throws UnknownPlannedPlace if one of them is none
     */
    @Transactional
    public String open(Set<Long> placeIds, Locale language) {
        for (long id : placeIds) {
            if (plannedOutages.places().find(id).isEmpty()) throw new UnknownPlannedPlace();
        }
        return open(null, placeIds, language);
    }

    private String open(BillId billId, Set<Long> placeIds, Locale language) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        jdbc.sql("""
                        INSERT INTO plan_calendar (token_hash, bill_id, language, opened_at, asked_at)
                        VALUES (:hash, :billId, :language, :now, :now)
                        """)
                .param("hash", Sha256.of(token))
                .param("billId", billId == null ? null : billId.value())
                .param("language", language.getLanguage())
                .param("now", now.atOffset(UTC))
                .update();
        for (long id : placeIds) {
            jdbc.sql("INSERT INTO plan_calendar_place (token_hash, place_id) VALUES (:hash, :id)")
                    .param("hash", Sha256.of(token))
                    .param("id", id)
                    .update();
        }
        return token;
    }

    /** @return empty where no calendar has this token, or it was ended */
    @Transactional
    public Optional<PlanCalendar> find(String token) {
        String hash = Sha256.of(token);
        Optional<PlanCalendar> found = jdbc.sql(
                        "SELECT bill_id, language, opened_at FROM plan_calendar WHERE token_hash = :hash")
                .param("hash", hash)
                .query((row, number) -> {
                    String billId = row.getString("bill_id");
                    return new PlanCalendar(
                            hash.substring(0, 16),
                            billId == null ? null : new BillId(billId),
                            places(hash),
                            Locale.forLanguageTag(row.getString("language")),
                            row.getObject("opened_at", OffsetDateTime.class).toInstant());
                })
                .optional();
        if (found.isPresent()) {
            // Once a day: a program asks every hour.
            jdbc.sql("UPDATE plan_calendar SET asked_at = :now WHERE token_hash = :hash AND asked_at < :yesterday")
                    .param("hash", hash)
                    .param("now", clock.instant().atOffset(UTC))
                    .param(
                            "yesterday",
                            clock.instant().minus(Duration.ofDays(1)).atOffset(UTC))
                    .update();
        }
        return found;
    }

    private Set<Long> places(String hash) {
        return new TreeSet<>(jdbc.sql("SELECT place_id FROM plan_calendar_place WHERE token_hash = :hash")
                .param("hash", hash)
                .query(Long.class)
                .list());
    }

    /** @return whether there was one */
    @Transactional
    public boolean end(String token) {
        return jdbc.sql("DELETE FROM plan_calendar WHERE token_hash = :hash")
                        .param("hash", Sha256.of(token))
                        .update()
                > 0;
    }

    /** What stands in it at this moment. */
    @Transactional(readOnly = true)
    public PlanCalendar.Shown show(PlanCalendar calendar) {
        Instant now = clock.instant();
        if (calendar.billId() != null) {
            List<NetworkElement> known = network.pathOf(calendar.billId());
            List<NetworkElement> path = known.isEmpty() ? List.of(NetworkElement.of(calendar.billId())) : known;
            return new PlanCalendar.Shown(
                    plannedOutages.withCancelled(path, Set.of(), now.minus(PAST), now.plus(AHEAD)),
                    check.outlook(calendar.billId(), now, now.plus(OUTLOOK)),
                    List.of());
        }
        List<PlannedPlaces.Known> places = calendar.placeIds().stream()
                .flatMap(id -> plannedOutages.places().find(id).stream())
                .toList();
        List<NetworkElement> path = new ArrayList<>();
        places.forEach(place -> place.elements().forEach(element -> path.addAll(network.pathOf(element))));
        return new PlanCalendar.Shown(
                plannedOutages.withCancelled(path, calendar.placeIds(), now.minus(PAST), now.plus(AHEAD)),
                placeCheck.outlookOf(places, now, now.plus(OUTLOOK)),
                places.stream().map(PlannedPlaces.Known::words).toList());
    }

    /** A telephone that is gone asks no more, and nobody ends its calendar. */
    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT20M")
    @Transactional
    public void forgetUnasked() {
        jdbc.sql("DELETE FROM plan_calendar WHERE asked_at < :limit")
                .param("limit", clock.instant().minus(KEPT_UNASKED).atOffset(UTC))
                .update();
    }
}
