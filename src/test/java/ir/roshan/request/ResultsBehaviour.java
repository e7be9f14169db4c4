package ir.roshan.request;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.Room;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Which result of a request counts, and what an objection leaves of it (A7.1, A7.2). */
class ResultsBehaviour extends Room {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Requests requests = new Requests(jdbc);
    private final Results results = new Results(new NamedParameterJdbcTemplate(roomsDatabase().template));

    private RequestId registered() {
        return new RequestId(request(TrackingCode.of(1).value(), "NONE", NOW));
    }

    private void announced(RequestId id, Outcome outcome, boolean within) {
        Result result = new Result(outcome, null, null, NOW, within, null, "text");
        results.add(List.of(new Results.Numbered(id, results.count(id) + 1, result)));
        requests.announced(List.of(id), within, !within);
    }

    private Boolean within(RequestId id) {
        return jdbc.sql("SELECT within_agreement FROM restoration_request WHERE request_id = :id")
                .param("id", id.value())
                .query((rs, n) -> (Boolean) rs.getObject(1))
                .list()
                .get(0);
    }

    @Test
    void theLastResultWithoutAnObjectionCounts() {
        RequestId id = registered();
        assertThat(requests.result(id)).isEmpty();
        announced(id, Outcome.SUPPLY_FOUND_ON, true);
        requests.called(id, NOW);
        assertThat(requests.result(id).map(Result::outcome)).contains(Outcome.SUPPLY_FOUND_ON);
        assertThat(requests.wasCalled(id)).isTrue();
        assertThat(within(id)).isTrue();

        requests.objected(id, NOW, "هنوز تاریک است");
        assertThat(requests.result(id)).isEmpty();
        assertThat(requests.wasCalled(id))
                .as("of the next result nobody has called")
                .isFalse();
        assertThat(within(id)).isNull();

        announced(id, Outcome.RESTORED, false);
        assertThat(requests.result(id).map(Result::outcome)).contains(Outcome.RESTORED);
        assertThat(results.count(id)).isEqualTo(2);
        assertThat(within(id)).isFalse();
    }

    /** The crew reports later that supply was back in time. */
    @Test
    void aBreachIsTakenBackWhereItWasNone() {
        RequestId id = registered();
        requests.breached(id, NOW);
        announced(id, Outcome.RESTORED, false);
        assertThat(requests.get(id).breachedAt()).isEqualTo(NOW);
        requests.objected(id, NOW, null);
        announced(id, Outcome.RESTORED, true);
        assertThat(requests.get(id).breachedAt()).isNull();
    }
}
