package ir.roshan.report;

import static java.time.ZoneOffset.UTC;

import ir.roshan.calendar.SolarHijri;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The facts of a Solar Hijri year that chance has made, in memory and in the tables: every state that a request or an outage
 * can end in, steps, moments on and beside midnights and month borders in Tehran, and durations on and beside the limit of
 * what is sustained. The same seed makes the same year.
 */
final class GeneratedYear {
    static final int YEAR = 1404;
    static final int DISTRICTS = 4;
    static final Duration SUSTAINED = Duration.ofMinutes(5);
    private static final int ELEMENTS = 40;

    final List<Out> outages = new ArrayList<>();
    final List<Out> planned = new ArrayList<>();
    final List<Req> requests = new ArrayList<>();
    final int[] served = new int[DISTRICTS + 1];

    private final Random random = new Random(1405);
    private final Instant begin = SolarHijri.moment(SolarHijri.firstDayOf(YEAR, 1), 0);
    private final long millis = Duration.between(begin, SolarHijri.moment(SolarHijri.firstDayOf(YEAR + 1, 1), 0))
            .toMillis();
    private final int[] points = new int[ELEMENTS];

    /** @param ends when each of its service points got supply back; empty for what is no interruption */
    record Out(String number, int district, String state, Instant began, List<Instant> ends) {}

    record Req(
            long id,
            int district,
            Instant submitted,
            boolean withdrawn,
            boolean planned,
            boolean breached,
            String outcome,
            Instant restored,
            Boolean within,
            int objections,
            Integer rating) {}

    GeneratedYear(int requestCount, int outageCount) {
        for (int d = 1; d <= DISTRICTS; d++) {
            served[d] = 50 + 37 * d;
        }
        for (int e = 0; e < ELEMENTS; e++) {
            points[e] = 1 + random.nextInt(90);
        }
        for (int o = 0; o < outageCount; o++) {
            outages.add(outage(o));
        }
        for (int p = 0; p < outageCount / 5; p++) {
            planned.add(planned(p));
        }
        for (int r = 0; r < requestCount; r++) {
            requests.add(request(r));
        }
    }

    private static int districtOf(int element) {
        return element % DISTRICTS + 1;
    }

    /** One in six lies on a midnight of Tehran or a millisecond beside it, of which some are the first of a month. */
    private Instant moment() {
        Instant any = begin.plusMillis((long) (random.nextDouble() * millis));
        if (random.nextInt(6) > 0) {
            return any;
        }
        LocalDate day = random.nextBoolean()
                ? LocalDate.ofInstant(any, SolarHijri.TEHRAN)
                : SolarHijri.firstDayOf(YEAR, 1 + random.nextInt(12));
        Instant midnight = SolarHijri.moment(day, 0).plusMillis(random.nextInt(3) - 1);
        return midnight.isBefore(begin) ? begin : midnight;
    }

    /** One in eight is within a millisecond of the limit. */
    private Duration duration() {
        return random.nextInt(8) == 0
                ? SUSTAINED.plusMillis(random.nextInt(3) - 1)
                : Duration.ofMillis((long) (Math.exp(random.nextDouble() * 5 - 1) * 600_000));
    }

    private Out outage(int number) {
        int element = random.nextInt(ELEMENTS);
        Instant began = moment();
        String state = List.of(
                        "RESTORED", "RESTORED", "RESTORED", "ABSORBED", "ABANDONED", "NOT_A_FAULT", "CREW_DISPATCHED")
                .get(random.nextInt(7));
        List<Instant> ends = new ArrayList<>();
        if (state.equals("RESTORED")) {
            Instant last = began.plus(duration());
            int left = points[element];
            int steps = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0;
            for (int s = 0; s < steps && left > 0; s++) {
                Instant back = began.plus(duration());
                int some = random.nextInt(left + 1);
                for (int i = 0; i < some; i++) {
                    ends.add(back);
                }
                left -= some;
            }
            for (int i = 0; i < left; i++) {
                ends.add(last);
            }
        }
        return new Out("O-" + number + "-" + element, districtOf(element), state, began, ends);
    }

    private Out planned(int number) {
        int element = random.nextInt(ELEMENTS);
        Instant began = moment();
        boolean counts = random.nextInt(4) > 0;
        List<Instant> ends = new ArrayList<>();
        Instant end = began.plus(duration());
        for (int i = 0; i < points[element]; i++) {
            ends.add(end);
        }
        return new Out(
                "P-" + number + "-" + element,
                districtOf(element),
                counts ? "COUNTS" : random.nextBoolean() ? "CANCELLED" : "UNPLANNED",
                began,
                ends);
    }

    private Req request(int number) {
        Instant submitted = moment();
        int kind = random.nextInt(10);
        boolean breached = random.nextInt(7) == 0;
        String outcome = switch (kind) {
            case 0 -> null; // withdrawn
            case 1 -> null; // still open
            case 2 -> "PLANNED_OUTAGE_OVER";
            case 3 -> "CUSTOMER_SIDE_FAULT";
            case 4 -> "SUPPLY_FOUND_ON";
            default -> "RESTORED";
        };
        Instant restored = "RESTORED".equals(outcome) ? submitted.plus(duration()) : null;
        Boolean within = outcome == null || kind == 2 ? null : !breached && random.nextInt(20) > 0;
        return new Req(
                number + 1,
                1 + random.nextInt(DISTRICTS),
                submitted,
                kind == 0,
                kind == 2,
                breached,
                outcome,
                restored,
                within,
                kind > 4 && random.nextInt(15) == 0 ? 1 + random.nextInt(2) : 0,
                outcome != null && random.nextInt(3) == 0 ? 1 + random.nextInt(5) : null);
    }

    void writeTo(JdbcTemplate jdbc) {
        jdbc.update(
                "INSERT INTO network_element (code, kind, parent_code, district, service_points) VALUES ('S', 'SUBSTATION', NULL, 1, 0)");
        jdbc.update(
                "INSERT INTO network_element (code, kind, parent_code, district, service_points) VALUES ('F', 'FEEDER', 'S', 1, 0)");
        List<Object[]> rows = new ArrayList<>();
        for (int e = 0; e < ELEMENTS; e++) {
            rows.add(new Object[] {"T-" + e, districtOf(e), points[e]});
        }
        jdbc.batchUpdate(
                "INSERT INTO network_element (code, kind, parent_code, district, service_points) VALUES (?, 'TRANSFORMER', 'F', ?, ?)",
                rows);
        rows.clear();
        for (int d = 1; d <= DISTRICTS; d++) {
            for (int i = 0; i < served[d]; i++) {
                rows.add(new Object[] {"%d%05d".formatted(d, i), d});
            }
        }
        jdbc.batchUpdate("INSERT INTO service_point (bill_id, district, transformer_code) VALUES (?, ?, 'T-0')", rows);
        writeOutages(jdbc);
        writeRequests(jdbc);
    }

    private static int elementOf(Out out) {
        return Integer.parseInt(out.number.substring(out.number.lastIndexOf('-') + 1));
    }

    private void writeOutages(JdbcTemplate jdbc) {
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> steps = new ArrayList<>();
        int id = 0;
        for (Out o : outages) {
            id++;
            boolean restored = o.state.equals("RESTORED");
            Instant last = restored ? o.ends.get(o.ends.size() - 1) : null;
            rows.add(new Object[] {
                id,
                o.number,
                "T-" + elementOf(o),
                o.district,
                o.state,
                o.began.atOffset(UTC),
                o.began.atOffset(UTC),
                o.began.plusSeconds(3600).atOffset(UTC),
                last == null ? null : last.atOffset(UTC),
                o.state.equals("CREW_DISPATCHED")
                        ? null
                        : o.began.plusSeconds(1).atOffset(UTC),
                restored ? points[elementOf(o)] : null
            });
            // Steps may fall on one moment by chance, also on the last; those are one step, or none.
            Map<Instant, Integer> before = new TreeMap<>();
            o.ends.stream().filter(end -> !end.equals(last)).forEach(end -> before.merge(end, 1, Integer::sum));
            int step = 0;
            for (Map.Entry<Instant, Integer> back : before.entrySet()) {
                steps.add(new Object[] {id, "step-" + step++, back.getKey().atOffset(UTC), back.getValue()});
            }
        }
        jdbc.batchUpdate("""
                INSERT INTO outage (outage_id, outage_no, element_kind, element_code, district, state, priority, hazard,
                    detected_at, verify_by, restore_by, restored_at, closed_at, estimate_no, service_points)
                VALUES (?, ?, 'TRANSFORMER', ?, ?, ?, 'NORMAL', 'NONE', ?, ?, ?, ?, ?, 0, ?)
                """, rows, new int[] {
            Types.BIGINT,
            Types.VARCHAR,
            Types.VARCHAR,
            Types.INTEGER,
            Types.VARCHAR,
            Types.TIMESTAMP_WITH_TIMEZONE,
            Types.TIMESTAMP_WITH_TIMEZONE,
            Types.TIMESTAMP_WITH_TIMEZONE,
            Types.TIMESTAMP_WITH_TIMEZONE,
            Types.TIMESTAMP_WITH_TIMEZONE,
            Types.INTEGER
        });
        jdbc.batchUpdate("""
                INSERT INTO outage_restoration_step (outage_id, element_kind, element_code, restored_at, service_points)
                VALUES (?, 'TRANSFORMER', ?, ?, ?)
                """, steps);
        List<Object[]> plans = new ArrayList<>();
        for (Out p : planned) {
            plans.add(new Object[] {
                p.number,
                "T-" + elementOf(p),
                p.began.atOffset(UTC),
                p.ends.get(0).atOffset(UTC),
                !p.state.equals("UNPLANNED"),
                p.state.equals("CANCELLED")
            });
        }
        jdbc.batchUpdate("""
                INSERT INTO planned_outage (outage_number, element_kind, element_code, starts_at, ends_at, reason, area, planned, cancelled)
                VALUES (?, 'TRANSFORMER', ?, ?, ?, '', '', ?, ?)
                """, plans);
    }

    private void writeRequests(JdbcTemplate jdbc) {
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> results = new ArrayList<>();
        for (Req r : requests) {
            Instant late = r.submitted.plusSeconds(4 * 3600);
            rows.add(new Object[] {
                r.id,
                "%012d".formatted(r.id),
                "w" + r.id,
                r.district,
                r.withdrawn ? "WITHDRAWN" : r.outcome != null ? "CLOSED" : "CHECKING",
                r.planned ? "PLANNED" : "NOT_PLANNED",
                r.submitted.atOffset(UTC),
                late.atOffset(UTC),
                r.breached ? late.atOffset(UTC) : null,
                r.withdrawn ? late.atOffset(UTC) : null,
                r.rating,
                r.within
            });
            int no = 0;
            for (; no < r.objections; no++) {
                results.add(new Object[] {
                    r.id, no, "RESTORED", r.submitted.atOffset(UTC), late.atOffset(UTC), true, late.atOffset(UTC)
                });
            }
            if (r.outcome != null || r.withdrawn) {
                results.add(new Object[] {
                    r.id,
                    no,
                    r.withdrawn ? "WITHDRAWN" : r.outcome,
                    r.restored == null ? null : r.restored.atOffset(UTC),
                    late.atOffset(UTC),
                    r.within,
                    null
                });
            }
        }
        jdbc.batchUpdate("""
                INSERT INTO restoration_request (request_id, tracking_code, workflow_id, district, state, planned_check,
                    submitted_at, restore_by, breached_at, withdrawn_at, feedback_rating, within_agreement,
                    channel, address, mobile, subscriber_type, hazard, life_support, critical, neighbours_out, language, priority)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                    'WEBSITE', 'a', '09120000000', 'NATURAL_PERSON', 'NONE', FALSE, '', 'UNKNOWN', 'fa', 'NORMAL')
                """, rows, new int[] {
            Types.BIGINT,
            Types.VARCHAR,
            Types.VARCHAR,
            Types.INTEGER,
            Types.VARCHAR,
            Types.VARCHAR,
            Types.TIMESTAMP_WITH_TIMEZONE,
            Types.TIMESTAMP_WITH_TIMEZONE,
            Types.TIMESTAMP_WITH_TIMEZONE,
            Types.TIMESTAMP_WITH_TIMEZONE,
            Types.INTEGER,
            Types.BOOLEAN
        });
        jdbc.batchUpdate("""
                INSERT INTO request_result (request_id, result_no, outcome, restored_at, announced_at, within_agreement, objected_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """, results, new int[] {
            Types.BIGINT,
            Types.INTEGER,
            Types.VARCHAR,
            Types.TIMESTAMP_WITH_TIMEZONE,
            Types.TIMESTAMP_WITH_TIMEZONE,
            Types.BOOLEAN,
            Types.TIMESTAMP_WITH_TIMEZONE
        });
    }
}
