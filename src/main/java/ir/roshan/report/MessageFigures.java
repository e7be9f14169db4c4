package ir.roshan.report;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was owed in a period and what became of it, by the carriers that took it and by kinds of message, what it cost, and after
 * which kinds people wanted no more (A3.5).
 */
@Service
public class MessageFigures {
    /** The reason of what has expired before anybody was asked, or of what nobody remembers. */
    private static final String NO_REASON = "expired";

    private static final String REASON = "CASE WHEN state IN ('FAILED', 'EXPIRED') THEN last_error END";

    private final JdbcClient jdbc;

    MessageFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param owed still to be sent
     * @param sent taken by the carrier, whatever became of it then
     * @param delivered of those: known to have arrived
     * @param lost not taken, or not arrived, for good
     * @param lostBecause the same by reason, as the outbox has it
     * @param held not sent, since the number had had as many as one may have
     * @param superseded not sent, since a later one said more
     * @param handedToPerson a person phones or has phoned
     * @param units what was paid for: parts of SMS, and each message of Bale as one
     */
    public record Counts(
            int owed,
            int sent,
            int delivered,
            int lost,
            Map<String, Integer> lostBecause,
            int held,
            int superseded,
            int handedToPerson,
            long units) {}

    /** @param kind as {@code RESULT} */
    public record OfKind(String kind, Counts counts) {}

    /** @param carrier the profile that took them; null for those that none has taken (yet) */
    public record OfCarrier(String carrier, Counts counts, List<OfKind> kinds) {}

    /**
     * Places of which somebody has ended what they are told ahead.
     *
     * @param kind of the last message that they were sent about the plan; null where there was none
     * @param by as {@code PAGE}
     */
    public record Stops(String kind, String by, int stopped) {}

    /** @param inbound SMS that have come, by what became of them */
    public record Report(
            Instant from,
            Instant to,
            Counts all,
            List<OfCarrier> carriers,
            Map<String, Integer> inbound,
            List<Stops> stops) {}

    private record Row(String carrier, String kind, String state, String reason, int messages, int sent, long units) {}

    /** Of what was owed, and of SMS that came, within the period; as many statements however many there were. */
    @Transactional(readOnly = true)
    public Report report(Period period) {
        List<Row> rows = rows(period);
        Comparator<String> byName = Comparator.nullsLast(Comparator.naturalOrder());
        List<OfCarrier> carriers = new ArrayList<>();
        rows.stream().map(Row::carrier).distinct().sorted(byName).forEach(carrier -> {
            List<Row> ofCarrier = rows.stream()
                    .filter(row -> Objects.equals(row.carrier(), carrier))
                    .toList();
            Map<String, List<Row>> ofKinds =
                    ofCarrier.stream().collect(Collectors.groupingBy(Row::kind, TreeMap::new, Collectors.toList()));
            carriers.add(new OfCarrier(
                    carrier,
                    counts(ofCarrier),
                    ofKinds.entrySet().stream()
                            .map(kind -> new OfKind(kind.getKey(), counts(kind.getValue())))
                            .toList()));
        });
        return new Report(period.from(), period.to(), counts(rows), carriers, inbound(period), stops(period));
    }

    private List<Row> rows(Period period) {
        return jdbc.sql("SELECT gateway, kind, state, " + REASON + """
                         AS reason, count(*) AS messages, count(sent_at) AS sent,
                               sum(CASE WHEN sent_at IS NULL OR gateway = 'none' THEN 0
                                        WHEN gateway = 'bale-safir' THEN 1 ELSE parts END) AS units
                          FROM subscriber_message
                         WHERE created_at >= :from AND created_at < :to
                         GROUP BY gateway, kind, state,
                        """ + REASON)
                .param("from", period.from().atOffset(UTC))
                .param("to", period.to().atOffset(UTC))
                .query((row, number) -> new Row(
                        row.getString("gateway"),
                        row.getString("kind"),
                        row.getString("state"),
                        row.getString("reason"),
                        row.getInt("messages"),
                        row.getInt("sent"),
                        row.getLong("units")))
                .list();
    }

    private static Counts counts(List<Row> rows) {
        Map<String, Integer> lost = new TreeMap<>();
        rows.stream()
                .filter(row -> row.state().equals("FAILED") || row.state().equals("EXPIRED"))
                .forEach(row ->
                        lost.merge(Objects.requireNonNullElse(row.reason(), NO_REASON), row.messages(), Integer::sum));
        return new Counts(
                in(rows, "OWED"),
                rows.stream().mapToInt(Row::sent).sum(),
                in(rows, "DELIVERED"),
                lost.values().stream().mapToInt(Integer::intValue).sum(),
                lost,
                in(rows, "HELD"),
                in(rows, "SUPERSEDED"),
                in(rows, "HANDED_TO_PERSON"),
                rows.stream().mapToLong(Row::units).sum());
    }

    private static int in(List<Row> rows, String state) {
        return rows.stream()
                .filter(row -> row.state().equals(state))
                .mapToInt(Row::messages)
                .sum();
    }

    private Map<String, Integer> inbound(Period period) {
        Map<String, Integer> inbound = new TreeMap<>();
        jdbc.sql("""
                        SELECT outcome, count(*) AS messages
                          FROM inbound_sms
                         WHERE received_at >= :from AND received_at < :to
                         GROUP BY outcome
                        """)
                .param("from", period.from().atOffset(UTC))
                .param("to", period.to().atOffset(UTC))
                .query((row, number) -> inbound.put(row.getString("outcome"), row.getInt("messages")))
                .list();
        return inbound;
    }

    private List<Stops> stops(Period period) {
        return jdbc.sql("""
                        SELECT after_kind, stopped_by, sum(places) AS stopped
                          FROM plan_stopped
                         WHERE stopped_at >= :from AND stopped_at < :to
                         GROUP BY after_kind, stopped_by
                         ORDER BY after_kind NULLS LAST, stopped_by
                        """)
                .param("from", period.from().atOffset(UTC))
                .param("to", period.to().atOffset(UTC))
                .query((row, number) ->
                        new Stops(row.getString("after_kind"), row.getString("stopped_by"), row.getInt("stopped")))
                .list();
    }
}
