package ir.roshan.report;

import static java.time.ZoneOffset.UTC;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.network.ElementKind;
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
 * can end in, outages and planned ones at each level that touch and overlap, steps, moments on and beside midnights and month borders in Tehran, and durations on and beside the limit of
 * what is sustained. The same seed makes the same year.
 *
 * <p>Long because the facts of a year depend on each other, and are drawn in one order.
 */
final class GeneratedYear {
    static final int YEAR = 1404;
    static final int DISTRICTS = 4;
    static final Duration SUSTAINED = Duration.ofMinutes(5);
    private static final int TRANSFORMERS = 40;
    private static final int FEEDERS = 8;
    private static final int SUBSTATIONS = 3;

    final List<Out> outages = new ArrayList<>();
    final List<Out> planned = new ArrayList<>();
    final List<Req> requests = new ArrayList<>();
    final int[] served = new int[DISTRICTS + 1];

    private final Random random = new Random(1405);
    private final Instant begin = SolarHijri.moment(SolarHijri.firstDayOf(YEAR, 1), 0);
    private final long millis = Duration.between(begin, SolarHijri.moment(SolarHijri.firstDayOf(YEAR + 1, 1), 0))
            .toMillis();
    private final List<Place> places = new ArrayList<>();

    /** @param points the service points below it, by number @param above null above a substation */
    record Place(ElementKind kind, String code, int district, Place above, List<Integer> points) {
        boolean isBelow(Place other) {
            return above != null && (above.equals(other) || above.isBelow(other));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Place place && place.code.equals(code);
        }

        @Override
        public int hashCode() {
            return code.hashCode();
        }
    }

    record Step(Place place, Instant ended, int newlyBack) {}

    /** @param ends when each of its service points got supply back; empty for what is no interruption */
    record Out(
            String number,
            Place place,
            String state,
            Instant began,
            Instant ended,
            List<Step> steps,
            Map<Integer, Instant> ends) {
        int district() {
            return place.district;
        }
    }

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
        layOut();
        for (int o = 0; o < outageCount; o++) {
            outages.add(outage(o));
        }
        for (int p = 0; p < outageCount; p++) {
            planned.add(planned(p));
        }
        for (int r = 0; r < requestCount; r++) {
            requests.add(request(r));
        }
    }

    private void layOut() {
        Place[] substations = new Place[SUBSTATIONS];
        for (int i = 0; i < SUBSTATIONS; i++) {
            substations[i] = place(ElementKind.SUBSTATION, "S-" + i, i, null);
        }
        Place[] feeders = new Place[FEEDERS];
        for (int f = 0; f < FEEDERS; f++) {
            feeders[f] = place(ElementKind.FEEDER, "F-" + f, f, substations[f % SUBSTATIONS]);
        }
        int point = 0;
        for (int t = 0; t < TRANSFORMERS; t++) {
            Place transformer = place(ElementKind.TRANSFORMER, "T-" + t, t, feeders[t % FEEDERS]);
            for (int i = 1 + random.nextInt(30); i > 0; i--) {
                // Some lie in another district than most of their neighbours.
                int district = random.nextInt(9) == 0 ? t + 1 : t;
                Place servicePoint = place(ElementKind.SERVICE_POINT, "%06d".formatted(++point), district, transformer);
                for (Place at = servicePoint; at != null; at = at.above) {
                    at.points.add(point);
                }
                served[servicePoint.district]++;
            }
        }
    }

    private Place place(ElementKind kind, String code, int number, Place above) {
        Place place = new Place(kind, code, number % DISTRICTS + 1, above, new ArrayList<>());
        places.add(place);
        return place;
    }

    private Place anyPlace() {
        ElementKind kind = List.of(
                        ElementKind.SERVICE_POINT,
                        ElementKind.SERVICE_POINT,
                        ElementKind.TRANSFORMER,
                        ElementKind.TRANSFORMER,
                        ElementKind.TRANSFORMER,
                        ElementKind.FEEDER,
                        ElementKind.FEEDER,
                        ElementKind.SUBSTATION)
                .get(random.nextInt(8));
        return any(places.stream().filter(p -> p.kind == kind).toList());
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private record Beginning(Place place, Instant moment) {}

    /** Half of them touch, overlap, or lie in or around an earlier one of either kind, at the same place, above or below it. */
    private Beginning beginning() {
        List<Out> earlier = random.nextBoolean() ? outages : planned;
        if (earlier.isEmpty() || random.nextBoolean()) {
            return new Beginning(anyPlace(), moment());
        }
        Out other = any(earlier);
        Place place = random.nextInt(3) == 0
                ? other.place
                : any(places.stream()
                        .filter(p -> p.isBelow(other.place) || other.place.isBelow(p))
                        .toList());
        Instant end = other.ended == null ? other.began.plus(duration()) : other.ended;
        long length = Math.max(1, Duration.between(other.began, end).toMillis());
        Instant moment = List.of(
                        end,
                        end,
                        other.began,
                        end.plusMillis(1),
                        end.minusMillis(1),
                        other.began.plusMillis((long) (random.nextDouble() * length)),
                        other.began.minusMillis((long) (random.nextDouble() * length)))
                .get(random.nextInt(7));
        return new Beginning(place, moment.isBefore(begin) ? begin : moment);
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
        Beginning at = beginning();
        String state = List.of(
                        "RESTORED", "RESTORED", "RESTORED", "ABSORBED", "ABANDONED", "NOT_A_FAULT", "CREW_DISPATCHED")
                .get(random.nextInt(7));
        if (!state.equals("RESTORED")) {
            return new Out("O-" + number, at.place, state, at.moment, null, List.of(), Map.of());
        }
        Instant last = at.moment.plus(duration());
        Map<Integer, Instant> ends = new TreeMap<>();
        List<Step> steps = new ArrayList<>();
        List<Place> below = places.stream().filter(p -> p.isBelow(at.place)).toList();
        int many = below.isEmpty() || random.nextInt(3) > 0 ? 0 : 1 + random.nextInt(4);
        for (int s = 0; s < many; s++) {
            Place part = any(below);
            if (steps.stream().noneMatch(step -> part.equals(step.place) || part.isBelow(step.place))) {
                // The last step of an outage may be the end of it, and may be entered with a later moment than that.
                Instant back = random.nextInt(5) == 0 ? last : at.moment.plus(duration());
                int before = ends.size();
                part.points.forEach(point -> ends.putIfAbsent(point, back));
                steps.add(new Step(part, back, ends.size() - before));
            }
        }
        at.place.points.forEach(point -> ends.putIfAbsent(point, last));
        return new Out("O-" + number, at.place, state, at.moment, last, steps, ends);
    }

    private Out planned(int number) {
        Beginning at = beginning();
        boolean counts = random.nextInt(4) > 0;
        Instant end = at.moment.plus(duration());
        Map<Integer, Instant> ends = new TreeMap<>();
        at.place.points.forEach(point -> ends.put(point, end));
        return new Out(
                "P-" + number,
                at.place,
                counts ? "COUNTS" : random.nextBoolean() ? "CANCELLED" : "UNPLANNED",
                at.moment,
                end,
                List.of(),
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
        List<Object[]> elements = new ArrayList<>();
        List<Object[]> servicePoints = new ArrayList<>();
        for (Place p : places) {
            if (p.kind == ElementKind.SERVICE_POINT) {
                servicePoints.add(new Object[] {p.code, p.district, p.above.code});
            } else {
                elements.add(new Object[] {
                    p.code, p.kind.name(), p.above == null ? null : p.above.code, p.district, p.points.size()
                });
            }
        }
        jdbc.batchUpdate(
                "INSERT INTO network_element (code, kind, parent_code, district, service_points) VALUES (?, ?, ?, ?, ?)",
                elements);
        jdbc.batchUpdate(
                "INSERT INTO service_point (bill_id, district, transformer_code) VALUES (?, ?, ?)", servicePoints);
        writeOutages(jdbc);
        writeRequests(jdbc);
    }

    private void writeOutages(JdbcTemplate jdbc) {
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> steps = new ArrayList<>();
        int id = 0;
        for (Out o : outages) {
            id++;
            rows.add(new Object[] {
                id,
                o.number,
                o.place.kind.name(),
                o.place.code,
                o.district(),
                o.state,
                o.began.atOffset(UTC),
                o.began.atOffset(UTC),
                o.began.plusSeconds(3600).atOffset(UTC),
                o.ended == null ? null : o.ended.atOffset(UTC),
                o.state.equals("CREW_DISPATCHED")
                        ? null
                        : o.began.plusSeconds(1).atOffset(UTC),
                o.state.equals("RESTORED") ? o.place.points.size() : null
            });
            for (Step step : o.steps) {
                steps.add(new Object[] {
                    id, step.place.kind.name(), step.place.code, step.ended.atOffset(UTC), step.newlyBack
                });
            }
        }
        jdbc.batchUpdate("""
                INSERT INTO outage (outage_id, outage_no, element_kind, element_code, district, state, priority, hazard,
                    detected_at, verify_by, restore_by, restored_at, closed_at, estimate_no, service_points)
                VALUES (?, ?, ?, ?, ?, ?, 'NORMAL', 'NONE', ?, ?, ?, ?, ?, 0, ?)
                """, rows, new int[] {
            Types.BIGINT,
            Types.VARCHAR,
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
                VALUES (?, ?, ?, ?, ?)
                """, steps);
        List<Object[]> plans = new ArrayList<>();
        for (Out p : planned) {
            plans.add(new Object[] {
                p.number,
                p.place.kind.name(),
                p.place.code,
                p.began.atOffset(UTC),
                p.ended.atOffset(UTC),
                !p.state.equals("UNPLANNED"),
                p.state.equals("CANCELLED")
            });
        }
        jdbc.batchUpdate("""
                INSERT INTO planned_outage (outage_number, element_kind, element_code, starts_at, ends_at, reason, area, planned, cancelled)
                VALUES (?, ?, ?, ?, ?, '', '', ?, ?)
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
