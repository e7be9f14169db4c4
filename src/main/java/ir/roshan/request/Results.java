package ir.roshan.request;

import static ir.roshan.calendar.InstantColumn.utc;

import ir.roshan.text.Portions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Repository;

/** The results that requests have been given, numbered from 1; one by one or thousands at once. */
@Repository
class Results {
    private static final String ADD = """
            INSERT INTO request_result (request_id, result_no, outcome, cause, restored_at, announced_at,
                within_agreement, fee_rials, message)
            VALUES (:id, :no, :outcome, CAST(:cause AS varchar(30)), CAST(:restoredAt AS timestamp with time zone), :announcedAt,
                CAST(:within AS boolean), CAST(:fee AS bigint), CAST(:message AS varchar(2000)))
            """;

    private final NamedParameterJdbcTemplate batches;

    Results(NamedParameterJdbcTemplate batches) {
        this.batches = batches;
    }

    /** @param number which of the request's results it is */
    record Numbered(RequestId id, int number, Result result) {}

    int count(RequestId id) {
        return counts(List.of(id)).getOrDefault(id, 0);
    }

    /** Those that have none are not in it. */
    Map<RequestId, Integer> counts(Collection<RequestId> ids) {
        Map<RequestId, Integer> counts = new HashMap<>();
        for (List<Long> portion : Portions.of(ids.stream().map(RequestId::value).toList())) {
            batches.query(
                    "SELECT request_id, count(*) AS results FROM request_result WHERE request_id IN (:ids) GROUP BY request_id",
                    Map.of("ids", portion),
                    row -> {
                        counts.put(new RequestId(row.getLong("request_id")), row.getInt("results"));
                    });
        }
        return counts;
    }

    void add(List<Numbered> results) {
        batches.batchUpdate(ADD, results.stream().map(Results::row).toArray(SqlParameterSource[]::new));
    }

    private static SqlParameterSource row(Numbered one) {
        Result result = one.result();
        return new MapSqlParameterSource()
                .addValue("id", one.id().value())
                .addValue("no", one.number())
                .addValue("outcome", result.outcome().name())
                .addValue("cause", result.cause())
                .addValue("restoredAt", utc(result.restoredAt()))
                .addValue("announcedAt", utc(result.announcedAt()))
                .addValue("within", result.withinAgreement())
                .addValue("fee", result.feeRials())
                .addValue("message", result.message());
    }
}
