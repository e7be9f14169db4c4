package ir.roshan.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.outage.RepairLedger.Kind;
import ir.roshan.outage.RepairTimes.Percentile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is learned from repairs, held against a history whose answer is known (A3.4, ADR 0032). */
class RepairLedgerTest {
    private static final long SEED = 1405;
    private static final Instant NOW = GeneratedRepairs.TO;

    private static RepairLedger ordinary(List<PastRepair> repairs) {
        return RepairLedger.of(repairs, Kind.ORDINARY).orElseThrow();
    }

    private static RepairTraits traits(int district, String kind, String feeder, String crew, int hour) {
        Instant at = NOW.atZone(SolarHijri.TEHRAN).withHour(hour).toInstant();
        return new RepairTraits(district, kind, feeder + "-new", feeder, "NONE", crew, "TREE", at, 0);
    }

    /** 30 per cent of chance in each repair, one in a hundred ten times too long, and still the traits are found. */
    @Test
    void theTraitsOfAGeneratedYearAreFound() {
        RepairTimes times = ordinary(GeneratedRepairs.many(6_000, SEED)).times();
        for (RepairTraits traits : List.of(
                traits(1, "TRANSFORMER", "F-1", "اکیپ 1", 14),
                traits(2, "TRANSFORMER", "F-1", "اکیپ 1", 14),
                traits(1, "FEEDER", "F-1", "اکیپ 1", 14),
                traits(1, "TRANSFORMER", "F-9", "اکیپ 1", 14),
                traits(2, "TRANSFORMER", "F-2", "اکیپ 3", 3),
                traits(2, "FEEDER", "F-9", "اکیپ 3", 3))) {
            assertThat(times.logMinutes(traits))
                    .as("%s", traits)
                    .isCloseTo(GeneratedRepairs.expected(traits), within(Math.log(1.2)));
        }
    }

    @Test
    void whatWasNotSeenIsForetoldBetterThanByTheDistrictsMedian() {
        RepairLedger ledger = ordinary(GeneratedRepairs.many(6_000, SEED));
        assertThat(ledger.offMinutes()).isLessThan(0.75 * ledger.districtOffMinutes());
        List<PastRepair> next = GeneratedRepairs.many(4_000, SEED + 1);
        double best = Percentile.median(next.stream()
                .mapToDouble(r -> Math.abs(Math.exp(r.logMinutes()) - Math.exp(GeneratedRepairs.expected(r.traits()))))
                .toArray());
        assertThat(ledger.offMinutes())
                .as("nobody can do better than who knows the truth")
                .isBetween(0.9 * best, 1.25 * best);
    }

    /** The error beside a suggestion means what it says. */
    @Test
    void eightOfTenLieWhereItSays() {
        RepairLedger ledger = ordinary(GeneratedRepairs.many(6_000, SEED));
        List<PastRepair> next = GeneratedRepairs.many(4_000, SEED + 2);
        long within = next.stream()
                .filter(r -> r.traits().district() != 3)
                .filter(r -> {
                    Suggestion s = suggestion(ledger, r.traits(), r.traits().at());
                    return !r.restoredAt().isBefore(s.from().minusSeconds(300))
                            && !r.restoredAt().isAfter(s.until());
                })
                .count();
        assertThat(within / 3_990.0).isBetween(0.75, 0.88);
    }

    private static Suggestion suggestion(RepairLedger ledger, RepairTraits traits, Instant now) {
        return Suggestion.of(
                        ledger.times().logMinutes(traits),
                        ledger.times().effectsOn(traits),
                        100,
                        ledger.spreadOf(traits.district()),
                        traits.at(),
                        now)
                .orElseThrow();
    }

    @Test
    void theLongerItLastsTheLaterItIsExpectedAndAtLastNotAtAll() {
        RepairLedger ledger = ordinary(GeneratedRepairs.many(6_000, SEED));
        RepairTraits traits = traits(1, "TRANSFORMER", "F-1", "اکیپ 1", 14);
        Instant sent = traits.at();
        Instant last = suggestion(ledger, traits, sent).restorationAt();
        assertThat(Duration.between(sent, last).toMinutes()).isBetween(35L, 50L);
        for (int minutes : List.of(30, 45, 60)) {
            Instant now = sent.plus(Duration.ofMinutes(minutes));
            Suggestion later = suggestion(ledger, traits, now);
            assertThat(later.restorationAt()).isAfter(now).isAfterOrEqualTo(last);
            assertThat(later.from()).isAfter(now).isBeforeOrEqualTo(later.restorationAt());
            assertThat(later.until()).isAfterOrEqualTo(later.restorationAt());
            assertThat(later.restorationAt().getEpochSecond() % 300).isZero();
            last = later.restorationAt();
        }
        assertThat(Suggestion.of(
                        ledger.times().logMinutes(traits),
                        Map.of(),
                        100,
                        ledger.spreadOf(1),
                        sent,
                        sent.plus(Duration.ofHours(30))))
                .as("longer than nearly all of its like")
                .isEmpty();
    }

    @Test
    void itSaysWhatMakesItLong() {
        RepairLedger ledger = ordinary(GeneratedRepairs.many(6_000, SEED));
        RepairTraits traits = traits(1, "TRANSFORMER", "F-9", "اکیپ 1", 3);
        List<Suggestion.Because> because =
                suggestion(ledger, traits, traits.at()).because();
        assertThat(because).extracting(Suggestion.Because::factor).startsWith(RepairFactor.FEEDER, RepairFactor.HOUR);
        assertThat(because.get(0).percent()).isBetween(70, 105);
    }

    @Test
    void aKnownCauseIsWorthALot() {
        List<PastRepair> repairs = GeneratedRepairs.withCauses(6_000, SEED);
        RepairLedger without = ordinary(repairs);
        RepairLedger with = RepairLedger.of(repairs, Kind.CAUSE_KNOWN).orElseThrow();
        assertThat(with.offMinutes()).isLessThan(0.8 * without.offMinutes());
        RepairTraits tree = traits(1, "TRANSFORMER", "F-1", "اکیپ 1", 14);
        RepairTraits cable = new RepairTraits(
                1, "TRANSFORMER", tree.place(), "F-1", "NONE", tree.crew(), "EQUIPMENT_FAILURE", tree.at(), 0);
        assertThat(with.times().logMinutes(cable) - with.times().logMinutes(tree))
                .isCloseTo(GeneratedRepairs.CABLE, within(0.25));
        assertThat(without.times().logMinutes(cable)).isEqualTo(without.times().logMinutes(tree));
    }

    /** Where nothing but chance is at work, traits are not invented. */
    @Test
    void whereTheDistrictsMedianDoesAsWellThatIsUsed() {
        Random random = new Random(SEED);
        List<PastRepair> chance = GeneratedRepairs.many(400, SEED).stream()
                .map(r -> new PastRepair(
                        r.traits(),
                        r.detectedAt(),
                        r.traits().at().plusSeconds(Math.round(3_600 * Math.exp(0.8 * random.nextGaussian()))),
                        1))
                .toList();
        RepairLedger ledger = ordinary(chance);
        assertThat(ledger.offMinutes()).isLessThanOrEqualTo(ledger.districtOffMinutes());
        RepairTimes all = RepairTimes.of(chance, Kind.ORDINARY.factors());
        all.effects()
                .forEach((factor, byTrait) -> byTrait.forEach((trait, effect) ->
                        assertThat(effect.log()).as("%s %s", factor, trait).isBetween(-0.6, 0.6)));
    }

    @Test
    void ofTooFewNothingIsSaid() {
        assertThat(RepairLedger.of(GeneratedRepairs.many(RepairLedger.FEWEST - 1, SEED), Kind.ORDINARY))
                .isEmpty();
        assertThat(RepairLedger.of(GeneratedRepairs.many(RepairLedger.FEWEST, SEED), Kind.ORDINARY))
                .isPresent();
        RepairTimes times = ordinary(GeneratedRepairs.many(6_000, SEED)).times();
        assertThat(times.effects().get(RepairFactor.DISTRICT).get("3").repairs())
                .as("has begun only now")
                .isLessThan(Suggestions.FEWEST_OF_DISTRICT);
    }

    @Test
    void aMajorEventIsADayOfItsOwn() {
        List<PastRepair> year = new ArrayList<>(GeneratedRepairs.many(6_000, SEED));
        Instant storm = GeneratedRepairs.FROM.plus(Duration.ofDays(100)).plus(Duration.ofHours(8));
        PastRepair like = year.get(0);
        IntStream.range(0, 300)
                .mapToObj(i -> new PastRepair(like.traits(), storm.plusSeconds(i), storm.plusSeconds(30_000 + i), 500))
                .forEach(year::add);
        RepairDays days = RepairDays.of(year);
        assertThat(days.major())
                .contains(storm.atZone(SolarHijri.TEHRAN).toLocalDate())
                .hasSizeLessThan(8);
        assertThat(days.stormAbove()).isBetween(20.0, 100.0);
        assertThat(RepairDays.of(year.subList(0, 100)).stormAbove())
                .as("a week tells nothing of a storm")
                .isNull();
    }

    @Test
    void whatElseTheDistrictHadUnderWayIsCounted() {
        Instant at = NOW;
        List<PastRepair> counted = RepairDays.counted(List.of(
                repair(1, at, at.plusSeconds(600)),
                repair(1, at.plusSeconds(300), at.plusSeconds(900)),
                repair(1, at.plusSeconds(700), at.plusSeconds(800)),
                repair(2, at.plusSeconds(400), at.plusSeconds(500))));
        assertThat(counted)
                .extracting(r -> r.traits().district() + " "
                        + Duration.between(at, r.traits().at()).toSeconds() + " "
                        + r.traits().alongside())
                .containsExactlyInAnyOrder("1 0 0", "1 300 1", "1 700 1", "2 400 0");
    }

    private static PastRepair repair(int district, Instant at, Instant restored) {
        return new PastRepair(
                new RepairTraits(district, "FEEDER", "F-1", "F-1", "NONE", null, null, at, 0), at, restored, 1);
    }
}
