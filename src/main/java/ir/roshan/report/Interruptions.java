package ir.roshan.report;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.network.ElementKind;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sustained interruptions in the sense of IEEE 1366-2012: of each service point, what touches or overlaps is one
 * ({@link InterruptedOnce}). It counts in the period in which it began, from the moment on at which its end is known, and
 * wholly in the district of the outage with which it began.
 */
@Repository
public class Interruptions {
    private static final long DAY = TimeUnit.DAYS.toMicros(1);
    /** A year has some hundred thousand rows, which the driver would else hold all at once, after waiting for the last of them. */
    private static final int ROWS_AT_ONCE = 5_000;

    private final JdbcTemplate inParts;
    private final JdbcClient jdbc;
    private final ReportSettings settings;
    private final Clock clock;

    Interruptions(DataSource dataSource, ReportSettings settings, Clock clock) {
        inParts = new JdbcTemplate(dataSource);
        inParts.setFetchSize(ROWS_AT_ONCE);
        this.jdbc = JdbcClient.create(inParts);
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether it was announced beforehand: figures of the two are never added. */
    public enum Kind {
        UNPLANNED,
        PLANNED
    }

    /**
     * What a period's interruptions add up to, exactly.
     *
     * @param interrupted interruptions of service points
     * @param seconds how long these lasted together, without
     * @param micros the rest of a second
     */
    public record Sum(long interrupted, long seconds, int micros) {
        static final Sum NOTHING = new Sum(0, 0, 0);

        private static final int A_SECOND = 1_000_000;

        /** The whole seconds apart: a year of a whole network's microseconds is more than a long holds. */
        static Sum of(Interruption i) {
            long each = i.ended() - i.began();
            long rest = each % A_SECOND * i.servicePoints();
            return new Sum(
                    i.servicePoints(),
                    Math.addExact(Math.multiplyExact(each / A_SECOND, i.servicePoints()), rest / A_SECOND),
                    (int) (rest % A_SECOND));
        }

        Sum plus(Sum other) {
            int rest = micros + other.micros;
            return new Sum(
                    interrupted + other.interrupted,
                    Math.addExact(Math.addExact(seconds, other.seconds), rest / A_SECOND),
                    rest % A_SECOND);
        }

        BigDecimal lostSeconds() {
            return BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(micros, 6));
        }

        Indices indices(long served) {
            return Indices.of(interrupted, lostSeconds(), served);
        }
    }

    /**
     * Service points that lost supply together and got it back together.
     *
     * @param number of the outage or planned outage with which it began; there may be several parts of one
     * @param elementKind where that stood
     * @param elementCode null where it stood at a service point, which is somebody's
     * @param joined numbers of the others of its kind that are one interruption with it, each once
     * @param afterPlanned number of the planned outage at whose end it began; null for all others
     */
    public record Part(
            Kind kind,
            String number,
            int district,
            ElementKind elementKind,
            String elementCode,
            Instant beganAt,
            Instant endedAt,
            int servicePoints,
            List<String> joined,
            String afterPlanned) {
        private static final Comparator<Part> EARLIEST_FIRST = Comparator.comparing(Part::beganAt)
                .thenComparing(Part::number)
                .thenComparing(Part::endedAt)
                .thenComparingInt(Part::servicePoints)
                .thenComparing(Part::elementCode, Comparator.nullsLast(Comparator.naturalOrder()));

        private Part and(Part other) {
            return new Part(
                    kind,
                    number,
                    district,
                    elementKind,
                    elementCode,
                    beganAt,
                    endedAt,
                    servicePoints + other.servicePoints,
                    joined,
                    afterPlanned);
        }

        private static Part of(Interruption i) {
            SupplyLoss first = i.first();
            ElementKind kind = first.place().kind();
            return new Part(
                    i.planned() ? Kind.PLANNED : Kind.UNPLANNED,
                    first.number(),
                    first.district(),
                    kind,
                    kind == ElementKind.SERVICE_POINT ? null : first.place().code(),
                    SupplyLosses.instant(i.began()),
                    SupplyLosses.instant(i.ended()),
                    Math.toIntExact(i.servicePoints()),
                    i.losses().stream()
                            .map(SupplyLoss::number)
                            .filter(number -> !number.equals(first.number()))
                            .distinct()
                            .toList(),
                    i.after() == null ? null : i.after().number());
        }
    }

    /**
     * @param count how many parts there are
     * @param servicePointMinutes minutes without supply, of all service points together
     */
    public record Page(long count, long servicePoints, double servicePointMinutes, List<Part> parts) {}

    /** By district; districts without any are not in it. */
    @Transactional(readOnly = true)
    public Map<Kind, Map<Integer, Sum>> perDistrict(Instant from, Instant to) {
        Map<Kind, Map<Integer, Sum>> sums = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            sums.put(kind, new TreeMap<>());
        }
        begun(
                from,
                to,
                i -> sums.get(i.planned() ? Kind.PLANNED : Kind.UNPLANNED)
                        .merge(i.first().district(), Sum.of(i), Sum::plus));
        return sums;
    }

    /** Unplanned ones by the day in Tehran on which they began; days without any are not in it. */
    @Transactional(readOnly = true)
    public SortedMap<LocalDate, Sum> perDay(LocalDate from, LocalDate to) {
        SortedMap<LocalDate, Sum> days = new TreeMap<>();
        begun(SolarHijri.moment(from, 0), SolarHijri.moment(to, 0), i -> {
            if (!i.planned()) {
                days.merge(
                        LocalDate.ofInstant(SupplyLosses.instant(i.began()), SolarHijri.TEHRAN), Sum.of(i), Sum::plus);
            }
        });
        return days;
    }

    /** What {@link ServiceLevel} counts, one by one, the earliest first. */
    @Transactional(readOnly = true)
    public Page list(Kind kind, Period period, int offset, int limit) {
        Map<List<Object>, Part> parts = new LinkedHashMap<>();
        Sum[] all = {Sum.NOTHING};
        begun(period.from(), period.to(), i -> {
            if (i.planned() == (kind == Kind.PLANNED)
                    && (period.district() == null
                            || period.district() == i.first().district())) {
                all[0] = all[0].plus(Sum.of(i));
                // Of one outage there are as many groups of service points as narrower ones lie beside it.
                parts.merge(Arrays.asList(i.losses(), i.after(), i.began(), i.ended()), Part.of(i), Part::and);
            }
        });
        List<Part> listed = parts.values().stream()
                .sorted(Part.EARLIEST_FIRST)
                .skip(offset)
                .limit(limit)
                .toList();
        return new Page(parts.size(), all[0].interrupted(), Indices.minutesEach(all[0].lostSeconds(), 1), listed);
    }

    /** Every sustained one that began in the period and is over, as soon as it is found: a year has half a million. */
    private void begun(Instant from, Instant to, Consumer<Interruption> each) {
        long since = SupplyLosses.micros(from);
        long until = SupplyLosses.micros(to);
        Predicate<Interruption> counts = sustained().and(i -> i.began() >= since && i.began() < until);
        SupplyLosses losses = new SupplyLosses(jdbc, onPostgresql());
        InterruptedOnce interruptedOnce = new InterruptedOnce(losses::above);
        // What began before the period and reaches it makes one of both. Of what comes after it, only that counts which
        // goes on where one of the period's own would end otherwise.
        losses.readReaching(since, until);
        long read = until;
        List<SupplyLoss> open = losses.take();
        while (true) {
            List<Interruption> soFar = new ArrayList<>();
            open = interruptedOnce.find(open, read, i -> acceptIf(counts, i, each), i -> {
                // However short so far: it may go on.
                if (i.began() >= since && i.began() < until) {
                    soFar.add(i);
                }
            });
            long last = soFar.stream().mapToLong(Interruption::ended).max().orElse(Long.MIN_VALUE);
            if (last < read) {
                soFar.forEach(i -> acceptIf(counts, i, each));
                return;
            }
            long further = last + Math.max(DAY, last - until);
            losses.read(read, further);
            read = further;
            open.addAll(losses.take());
        }
    }

    private boolean onPostgresql() {
        return Boolean.TRUE.equals(inParts.execute((Connection connection) ->
                connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")));
    }

    private static void acceptIf(Predicate<Interruption> counts, Interruption i, Consumer<Interruption> each) {
        if (counts.test(i)) {
            each.accept(i);
        }
    }

    private Predicate<Interruption> sustained() {
        long limit = TimeUnit.NANOSECONDS.toMicros(settings.sustained().toNanos());
        long now = SupplyLosses.micros(clock.instant());
        return i -> i.ended() - i.began() > limit && (!i.planned() || i.ended() <= now);
    }
}
