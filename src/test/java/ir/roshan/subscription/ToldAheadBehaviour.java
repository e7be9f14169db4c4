package ir.roshan.subscription;

import static ir.roshan.calendar.InstantColumn.instant;
import static ir.roshan.calendar.InstantColumn.utc;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import ir.roshan.calendar.CompanyClock;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.network.ElementKind;
import ir.roshan.network.NetworkElement;
import ir.roshan.notification.Language;
import ir.roshan.notification.OutboxFixture;
import ir.roshan.notification.PublicAddress;
import ir.roshan.plannedoutage.PlanAhead.Spot;
import ir.roshan.plannedoutage.PlanAheadFixture;
import ir.roshan.plannedoutage.PlannedOutagesChanged;
import ir.roshan.testing.Room;
import ir.roshan.text.MobileNumber;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Who is told what and when: from the plan as it stands in its tables to the messages that are owed. */
class ToldAheadBehaviour extends Room {
    private static final MobileNumber MINE = new MobileNumber("09121110001");
    private static final MobileNumber THEIRS = new MobileNumber("09121110002");
    private static final int NINE_PM = 21 * 60;

    private final CompanyClock clock =
            new CompanyClock(Clock.fixed(SolarHijri.parseMoment("1405/09/01 12:00"), SolarHijri.TEHRAN));
    private final NamedParameterJdbcTemplate batches =
            new NamedParameterJdbcTemplate(roomsDatabase().dataSource());
    private final Subscribers subscribers = new Subscribers(batches);
    private final ToldLedger ledger = new ToldLedger(batches);
    private final Stirring stirring = new Stirring(batches, clock);
    private final Looking looking = new Looking(
            subscribers,
            ledger,
            PlanAheadFixture.on(roomsDatabase(), clock),
            OutboxFixture.planMessages(roomsDatabase(), clock),
            new PublicAddress(null),
            clock);
    private final Subscriptions subscriptions = new Subscriptions(
            subscribers,
            ledger,
            PlanAheadFixture.on(roomsDatabase(), clock),
            OutboxFixture.planMessages(roomsDatabase(), clock),
            OutboxFixture.erasure(roomsDatabase(), clock),
            clock,
            new StoppedPlaces(
                    roomsDatabase().client,
                    OutboxFixture.planMessages(roomsDatabase(), clock),
                    clock,
                    new SimpleMeterRegistry()));

    @BeforeEach
    void network() {
        network("S-1", "F-1", 2, "T-1", "T-2");
    }

    private Subscription.Wish wish(String name, Spot spot, Integer before) {
        return new Subscription.Wish(name, spot, NINE_PM, true, before, Language.EN);
    }

    private static Spot bill(int number) {
        return new Spot(billId(number), Set.of());
    }

    private long planned(String element, String from, String until) {
        return window(element, null, from, until);
    }

    private long window(String element, Long place, String from, String until) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
            INSERT INTO planned_outage (outage_number, element_kind, element_code, place_id, starts_at, ends_at,
                                        reason, area, planned, cancelled)
            VALUES (:number, :kind, :code, :place, :from, :until, '', '', TRUE, FALSE)
            """)
                .param("number", element + place + from)
                .param(
                        "kind",
                        kind(element).name().equals("SERVICE_POINT") && place != null
                                ? "NONE"
                                : kind(element).name())
                .param("code", place == null ? element : "")
                .param("place", place)
                .param("from", utc(at(from)))
                .param("until", utc(at(until)))
                .update(key, "planned_outage_id");
        changed(element, place);
        return key.getKeyAs(Long.class);
    }

    private static ElementKind kind(String element) {
        return switch (element.isEmpty() ? ' ' : element.charAt(0)) {
            case 'S' -> ElementKind.SUBSTATION;
            case 'F' -> ElementKind.FEEDER;
            case 'T' -> ElementKind.TRANSFORMER;
            default -> ElementKind.SERVICE_POINT;
        };
    }

    private void changed(String element, Long place) {
        stirring.on(new PlannedOutagesChanged(
                Set.of(),
                place == null ? Set.of(new NetworkElement(kind(element), element)) : Set.of(),
                place == null ? Set.of() : Set.of(place),
                Set.of()));
    }

    private void move(long window, String element, String from, String until) {
        jdbc.sql("UPDATE planned_outage SET starts_at = :from, ends_at = :until WHERE planned_outage_id = :id")
                .param("from", utc(at(from)))
                .param("until", utc(at(until)))
                .param("id", window)
                .update();
        changed(element, null);
    }

    private void cancel(long window, String element) {
        jdbc.sql("UPDATE planned_outage SET cancelled = TRUE WHERE planned_outage_id = :id")
                .param("id", window)
                .update();
        changed(element, null);
    }

    private static Instant at(String moment) {
        return SolarHijri.parseMoment(moment);
    }

    private void it(String is) {
        clock.shift(Duration.between(clock.instant(), at(is)));
    }

    private void look() {
        while (stirring.step()) {}
        while (looking.look() > 0) {}
    }

    /** What was owed since, told away as by a sender. */
    private List<String> told() {
        look();
        List<String> texts = jdbc.sql("""
            SELECT recipient, kind, text FROM subscriber_message WHERE state = 'OWED' ORDER BY owed_no
            """)
                .query((row, number) -> row.getString("recipient").substring(10) + " " + row.getString("kind") + "\n"
                        + row.getString("text")
                                .replaceAll("\nStop these messages.*", "")
                                .replaceAll("(?s)^(.*)$", "$1"))
                .list();
        jdbc.sql("""
            UPDATE subscriber_message SET state = 'ACCEPTED', settled_at = :now, sent_at = :now WHERE state = 'OWED'
            """).param("now", utc(clock.instant())).update();
        return texts.stream().map(text -> text.replaceAll("(?s)\nQom.*", "")).toList();
    }

    @Test
    void aPlanIsToldInTheEveningInOneMessageForAllPlacesThenItsChangesAndNobodyElse() {
        subscriptions.add(MINE, wish("Home", bill(1), null));
        subscriptions.add(MINE, wish("Work", bill(3), null));
        subscriptions.add(THEIRS, wish("Shop", bill(3), null));
        assertThat(told()).isEmpty();
        long home = planned("T-1", "1405/09/02 09:00", "1405/09/02 11:00");
        long work = planned("T-2", "1405/09/02 13:00", "1405/09/02 15:00");
        assertThat(told()).as("before the hour").isEmpty();
        it("1405/09/01 21:00");
        assertThat(told()).containsExactly("""
                        1 PLAN_AHEAD
                        Planned outages at your places
                        Monday 1405/09/02
                        Home: 09:00 to 11:00
                        Work: 13:00 to 15:00""", """
                        2 PLAN_AHEAD
                        Planned outages at your places
                        Monday 1405/09/02
                        Shop: 13:00 to 15:00""");
        assertThat(told()).as("told once").isEmpty();
        changed("S-1", null);
        assertThat(told()).as("equal is silence").isEmpty();
        move(home, "T-1", "1405/09/02 10:00", "1405/09/02 12:00");
        assertThat(told()).containsExactly("""
            1 PLAN_AHEAD_CHANGED
            The planned outages at your places have changed
            Monday 1405/09/02
            Home: 10:00 to 12:00 (instead of 09:00 to 11:00)""");
        cancel(work, "T-2");
        assertThat(told()).containsExactly("""
                        1 PLAN_AHEAD_CANCELLED
                        These planned outages were called off
                        Monday 1405/09/02
                        Work: 13:00 to 15:00""", """
                        2 PLAN_AHEAD_CANCELLED
                        These planned outages were called off
                        Monday 1405/09/02
                        Shop: 13:00 to 15:00""");
        it("1405/09/02 13:00");
        cancel(home, "T-1");
        assertThat(told()).as("what is past").isEmpty();
    }

    @Test
    void whatNobodyHasHeardYetIsTakenBackAndToldAsItIs() {
        subscriptions.add(MINE, wish("Home", bill(1), null));
        it("1405/09/01 21:30");
        long home = planned("F-1", "1405/09/02 09:00", "1405/09/02 11:00");
        look();
        move(home, "F-1", "1405/09/02 10:00", "1405/09/02 12:00");
        assertThat(told())
                .as("never told, so that nothing has changed")
                .singleElement()
                .asString()
                .contains("1 PLAN_AHEAD\n", "10:00 to 12:00")
                .doesNotContain("instead");
        move(home, "F-1", "1405/09/02 14:00", "1405/09/02 15:00");
        look();
        move(home, "F-1", "1405/09/02 10:00", "1405/09/02 12:00");
        assertThat(told()).as("there and back before anybody has read it").isEmpty();
        cancel(home, "F-1");
        assertThat(told()).singleElement().asString().contains("PLAN_AHEAD_CANCELLED", "10:00 to 12:00");
    }

    @Test
    void whatCouldNotBeSentInTimeIsToldAnewAsFarAsItIsAhead() {
        subscriptions.add(MINE, wish("Home", bill(1), null));
        subscriptions.add(MINE, wish("Work", bill(3), null));
        it("1405/09/01 21:30");
        planned("T-1", "1405/09/02 09:00", "1405/09/02 11:00");
        planned("T-2", "1405/09/02 13:00", "1405/09/02 15:00");
        look();
        it("1405/09/02 11:01");
        jdbc.sql("UPDATE subscriber_message SET state = 'EXPIRED', settled_at = expires_at")
                .update();
        assertThat(told())
                .singleElement()
                .asString()
                .contains("PLAN_AHEAD\n", "Work: 13:00 to 15:00")
                .doesNotContain("Home");
    }

    @Test
    void minutesBeforeItIsToldAgainUnlessItWasToldJustNow() {
        subscriptions.add(MINE, wish("Home", bill(1), 30));
        it("1405/09/01 21:30");
        planned("T-1", "1405/09/02 09:00", "1405/09/02 11:00");
        assertThat(told()).singleElement().asString().contains("PLAN_AHEAD\n");
        it("1405/09/02 08:29");
        assertThat(told()).isEmpty();
        it("1405/09/02 08:30");
        assertThat(told()).singleElement().asString().contains("PLAN_SOON\n", "Home: 09:00 to 11:00");
        it("1405/09/02 08:40");
        assertThat(told()).isEmpty();
        planned("T-1", "1405/09/02 14:00", "1405/09/02 15:00");
        it("1405/09/02 13:01");
        assertThat(told()).singleElement().asString().contains("PLAN_AHEAD\n", "14:00");
        it("1405/09/02 13:30");
        assertThat(told()).isEmpty();
    }

    @Test
    void aPlaceInWordsIsToldByItsWordsAndByWhatItIsTiedTo() {
        long place = place("خیابان قدوسی");
        long other = place("کوچه قدوسی");
        subscriptions.add(MINE, wish("Home", new Spot(null, Set.of(place)), null));
        it("1405/09/01 21:30");
        window("", other, "1405/09/02 09:00", "1405/09/02 11:00");
        assertThat(told()).as("another place that has the same word").isEmpty();
        window("", place, "1405/09/02 13:00", "1405/09/02 15:00");
        assertThat(told()).singleElement().asString().contains("Home: 13:00 to 15:00");
        jdbc.sql("""
            INSERT INTO planned_place_tie (place_id, element_kind, element_code, tied_by, tied_at)
            VALUES (:place, 'TRANSFORMER', 'T-1', 'office', :now)
            """).param("place", place).param("now", utc(clock.instant())).update();
        planned("F-1", "1405/09/02 17:00", "1405/09/02 18:00");
        assertThat(told())
                .singleElement()
                .asString()
                .contains("Home: 17:00 to 18:00")
                .doesNotContain("13:00");
    }

    private long place(String words) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
            INSERT INTO planned_place (words, words_key, last_came_at, times_came) VALUES (:words, :words, :now, 1)
            """).param("words", words).param("now", utc(clock.instant())).update(key, "place_id");
        return key.getKeyAs(Long.class);
    }

    @Test
    void whoeverEndsItLeavesNothingBehind() {
        Subscription home =
                subscriptions.add(MINE, wish("Home", bill(1), null)).shown().subscription();
        subscriptions.add(MINE, wish("Work", bill(2), null));
        it("1405/09/01 21:30");
        planned("T-1", "1405/09/02 09:00", "1405/09/02 11:00");
        assertThat(told()).singleElement().asString().contains("Home", "Work");
        planned("T-1", "1405/09/02 13:00", "1405/09/02 15:00");
        look();
        subscriptions.remove(MINE, home.id());
        assertThat(told()).singleElement().asString().contains("Work: 13:00").doesNotContain("Home");
        assertThat(texts()).noneMatch(text -> text.contains("Home"));
        planned("T-1", "1405/09/02 17:00", "1405/09/02 18:00");
        look();
        assertThat(subscriptions.stopAll(MINE, Subscriptions.By.PAGE)).isEqualTo(1);
        assertThat(subscriptions.stopAll(MINE, Subscriptions.By.PAGE)).isZero();
        assertThat(told()).isEmpty();
        assertThat(texts()).containsOnly("—");
        for (String table : List.of("plan_subscriber", "plan_subscription", "plan_told"))
            assertThat(roomsDatabase().template.queryForObject("SELECT count(*) FROM " + table, Integer.class))
                    .as(table)
                    .isZero();
        assertThat(jdbc.sql("SELECT recipient FROM subscriber_message")
                        .query(String.class)
                        .list())
                .doesNotContain(MINE.value());
    }

    /** By the hour, and nothing that leads back to whoever it was. */
    @Test
    void itStaysForManagersAfterWhichMessagePeopleEndIt() {
        long home = subscriptions
                .add(MINE, wish("Home", bill(1), null))
                .shown()
                .subscription()
                .id();
        subscriptions.add(MINE, wish("Work", bill(2), null));
        subscriptions.add(MINE, wish("Shop", bill(3), null));
        it("1405/09/01 21:40");
        subscriptions.remove(MINE, home);
        long window = planned("T-1", "1405/09/02 09:00", "1405/09/02 11:00");
        assertThat(told()).hasSize(1);
        it("1405/09/01 22:10");
        cancel(window, "T-1");
        assertThat(told()).singleElement().asString().contains("PLAN_AHEAD_CANCELLED");
        planned("T-1", "1405/09/02 17:00", "1405/09/02 18:00");
        look();
        assertThat(subscriptions.stopAll(MINE, Subscriptions.By.DESK)).isEqualTo(2);
        assertThat(subscriptions.stopAll(MINE, Subscriptions.By.MESSAGE)).isZero();
        assertThat(jdbc.sql("SELECT * FROM plan_stopped ORDER BY stopped_id")
                        .query((row, number) -> instant(row, "stopped_at") + " " + row.getString("stopped_by") + " "
                                + row.getString("after_kind") + " " + row.getInt("places"))
                        .list())
                .as("what still waited is not what it was ended after")
                .containsExactly(
                        at("1405/09/01 21:00") + " PAGE null 1",
                        at("1405/09/01 22:00") + " DESK PLAN_AHEAD_CANCELLED 2");
    }

    private List<String> texts() {
        return jdbc.sql("SELECT text FROM subscriber_message")
                .query(String.class)
                .list();
    }

    @Test
    void theSamePlaceIsOneAndTenAreTheMost() {
        assertThat(subscriptions.add(MINE, wish("Home", bill(1), null)).already())
                .isFalse();
        assertThat(subscriptions.add(MINE, wish("Again", bill(1), null)).already())
                .isTrue();
        for (int i = 0; i < 9; i++)
            subscriptions.add(MINE, wish("Place", new Spot(null, Set.of(place("words " + i))), null));
        assertRefused(() -> subscriptions.add(MINE, wish("Eleventh", bill(2), null)))
                .isInstanceOf(TooManySubscriptions.class);
        assertThat(subscriptions.of(MINE)).hasSize(10);
        assertThat(subscriptions.of(THEIRS)).isEmpty();
        assertRefused(() -> subscriptions.remove(
                        THEIRS, subscriptions.of(MINE).get(0).subscription().id()))
                .isInstanceOf(UnknownSubscription.class);
    }

    /** More numbers than a page and a batch have. */
    @Test
    void aChangeFindsEverybodyBelowItAndNobodyElse() {
        for (int i = 0; i < 450; i++)
            subscriptions.add(
                    new MobileNumber("0912333%04d".formatted(i)), wish("Home", bill(i % 2 == 0 ? 1 : 3), null));
        it("1405/09/01 21:30");
        look();
        planned("T-2", "1405/09/02 09:00", "1405/09/02 11:00");
        assertThat(told()).hasSize(225).allMatch(text -> text.contains("09:00 to 11:00"));
        assertThat(jdbc.sql("SELECT count(*) FROM plan_stirred")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
