package ir.roshan.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.notification.Language;
import ir.roshan.plannedoutage.PlanAhead.Spot;
import ir.roshan.plannedoutage.PlannedInterruption;
import ir.roshan.plannedoutage.PlannedOutage;
import ir.roshan.plannedoutage.WindowKind;
import ir.roshan.subscription.Telling.Decision;
import ir.roshan.subscription.Telling.What;
import ir.roshan.subscription.ToldLedger.Told;
import ir.roshan.text.BillId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told of one place, without a database. The day before is the first, the day of the outages the second of Azar. */
class TellingTest {
    private static final Spot HOME = new Spot(BillId.of(1, 44), Set.of());
    private static final Instant NINE = at("1405/09/02 09:00");
    private static final Instant ELEVEN = at("1405/09/02 11:00");
    private static final Instant THREE = at("1405/09/02 15:00");
    private static final Instant FIVE = at("1405/09/02 17:00");
    private static final Instant EVENING = at("1405/09/01 21:00");

    private static Instant at(String moment) {
        return SolarHijri.parseMoment(moment);
    }

    private static Subscription wanted(Integer evening, boolean onChange, Integer before) {
        return new Subscription(7, 3, new Subscription.Wish("Home", HOME, evening, onChange, before, Language.FA));
    }

    private static final Subscription USUAL = wanted(21 * 60, true, null);

    private static PlannedInterruption planned(long id, Instant from, Instant until) {
        return new PlannedInterruption(
                from,
                until,
                false,
                List.of(new PlannedOutage(
                        id, "N", from, until, "", "", null, false, true, null, WindowKind.OTHER, false, null, null)));
    }

    private static Told told(long window, Instant from, Instant until, Instant at) {
        return new Told(window, 7, from, until, Set.of(window), "plan:3:1", at, null);
    }

    private static List<String> said(Subscription to, Instant now, List<PlannedInterruption> plan, Told... told) {
        return Telling.of(to, plan, List.of(told), now).lines().stream()
                .map(line -> line.what() + " "
                        + (line.now() == null
                                ? "-"
                                : SolarHijri.formatTime(line.now().startsAt(), java.util.Locale.ENGLISH))
                        + (line.before() == null
                                ? ""
                                : " was " + SolarHijri.formatTime(line.before().startsAt(), java.util.Locale.ENGLISH)))
                .toList();
    }

    @Test
    void theEveningBeforeAndNotEarlier() {
        List<PlannedInterruption> plan = List.of(planned(1, NINE, ELEVEN));
        assertThat(said(USUAL, EVENING.minusSeconds(1), plan)).isEmpty();
        assertThat(Telling.of(USUAL, plan, List.of(), EVENING.minusSeconds(1)).lookAgain())
                .isEqualTo(EVENING);
        assertThat(said(USUAL, EVENING, plan)).containsExactly("NEW 09:00");
    }

    @Test
    void whatAppearsLaterIsToldThenAndWhatIsPastIsNot() {
        List<PlannedInterruption> plan = List.of(planned(1, NINE, ELEVEN));
        assertThat(said(USUAL, at("1405/09/02 08:00"), plan)).containsExactly("NEW 09:00");
        // Whoever is in the dark wants to know until when.
        assertThat(said(USUAL, at("1405/09/02 10:00"), plan)).containsExactly("NEW 09:00");
        assertThat(said(USUAL, at("1405/09/02 10:50"), plan)).isEmpty();
        assertThat(said(USUAL, at("1405/09/02 11:00"), plan)).isEmpty();
    }

    @Test
    void whatWasToldIsSilenceHoweverOftenItIsAsked() {
        assertThat(said(
                        USUAL,
                        EVENING.plusSeconds(60),
                        List.of(planned(5, NINE.plusSeconds(20), ELEVEN)),
                        told(1, NINE, ELEVEN, EVENING)))
                .isEmpty();
    }

    @Test
    void whoeverWasToldTheOldHoursIsToldTheNewOnes() {
        Told nine = told(1, NINE, ELEVEN, EVENING);
        Instant later = EVENING.plusSeconds(600);
        assertThat(said(USUAL, later, List.of(planned(1, NINE, THREE)), nine))
                .containsExactly("CHANGED 09:00 was 09:00");
        assertThat(said(USUAL, later, List.of(planned(1, at("1405/09/04 09:00"), at("1405/09/04 11:00"))), nine))
                .as("moved to another day, of which nothing would be told yet")
                .containsExactly("CHANGED 09:00 was 09:00");
        assertThat(said(USUAL, later, List.of(planned(9, THREE, FIVE)), nine))
                .as("another window of the same day in its place")
                .containsExactly("CHANGED 15:00 was 09:00");
        assertThat(said(USUAL, later, List.of(planned(1, NINE, ELEVEN), planned(9, THREE, FIVE)), nine))
                .as("beside it")
                .containsExactly("NEW 15:00");
        assertThat(said(wanted(21 * 60, false, null), later, List.of(planned(1, THREE, FIVE)), nine))
                .as("who wants to hear of no change")
                .isEmpty();
    }

    @Test
    void whatWasCalledOffIsToldToWhoeverWasToldOfIt() {
        assertThat(said(USUAL, EVENING.plusSeconds(600), List.of(), told(1, NINE, ELEVEN, EVENING)))
                .containsExactly("CANCELLED - was 09:00");
        assertThat(said(USUAL, EVENING.plusSeconds(600), List.of())).isEmpty();
        assertThat(said(USUAL, ELEVEN, List.of(), told(1, NINE, ELEVEN, EVENING)))
                .isEmpty();
        assertThat(said(
                        wanted(21 * 60, false, null),
                        EVENING.plusSeconds(600),
                        List.of(),
                        told(1, NINE, ELEVEN, EVENING)))
                .isEmpty();
    }

    @Test
    void twoThatBecomeOneAreOneChangeAndOneThatBecomesTwoIsAChangeAndMore() {
        Told morning = told(1, NINE, ELEVEN, EVENING);
        Told afternoon = told(2, THREE, FIVE, EVENING);
        Decision joined = Telling.of(
                USUAL, List.of(planned(3, NINE, FIVE)), List.of(morning, afternoon), EVENING.plusSeconds(60));
        assertThat(joined.lines()).hasSize(1).allMatch(line -> line.what() == What.CHANGED);
        assertThat(joined.absorbed()).containsExactly(afternoon);
        assertThat(said(
                        USUAL,
                        EVENING.plusSeconds(60),
                        List.of(planned(3, NINE, at("1405/09/02 10:00")), planned(4, THREE, FIVE)),
                        told(3, NINE, FIVE, EVENING)))
                .containsExactly("CHANGED 09:00 was 09:00", "NEW 15:00");
    }

    @Test
    void someMinutesBeforeToldOnceAndNotToWhomeverHasJustBeenTold() {
        Subscription half = wanted(21 * 60, true, 30);
        List<PlannedInterruption> plan = List.of(planned(1, NINE, ELEVEN));
        Instant halfPastEight = NINE.minus(Duration.ofMinutes(30));
        Told evening = told(1, NINE, ELEVEN, EVENING);
        assertThat(said(half, halfPastEight.minusSeconds(1), plan, evening)).isEmpty();
        assertThat(Telling.of(half, plan, List.of(evening), halfPastEight.minusSeconds(1))
                        .lookAgain())
                .isEqualTo(halfPastEight);
        assertThat(said(half, halfPastEight, plan, evening)).containsExactly("SOON 09:00 was 09:00");
        assertThat(said(half, NINE, plan, evening)).isEmpty();
        assertThat(said(half, halfPastEight, plan, new Told(1, 7, NINE, ELEVEN, Set.of(1L), "k", EVENING, "plan:3:2")))
                .isEmpty();
        Told justNow = told(1, NINE, ELEVEN, halfPastEight.minus(Duration.ofMinutes(20)));
        assertThat(said(half, halfPastEight, plan, justNow)).isEmpty();
        assertThat(said(half, NINE.minusSeconds(60), plan, justNow))
                .as("nor later")
                .isEmpty();
        assertThat(said(half, halfPastEight, plan))
                .as("told ahead at this moment")
                .containsExactly("NEW 09:00");
        assertThat(said(half, halfPastEight, List.of(), evening)).containsExactly("CANCELLED - was 09:00");
        assertThat(said(wanted(null, true, 30), halfPastEight, plan)).containsExactly("SOON 09:00");
    }
}
