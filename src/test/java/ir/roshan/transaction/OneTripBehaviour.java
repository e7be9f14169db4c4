package ir.roshan.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ir.roshan.testing.TestDatabase;
import ir.roshan.transaction.OneTrip.Question;
import ir.roshan.transaction.OneTrip.Writing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Statements in one text do what they do one by one. */
class OneTripBehaviour {
    private static final TestDatabase DATABASE = TestDatabase.ofTheRun();

    private static final Question<List<Integer>> ALL = new Question<>(
            "SELECT number FROM one_trip WHERE number <= :most ORDER BY number", Map.of("most", 100), rows -> {
                List<Integer> numbers = new ArrayList<>();
                while (rows.next()) numbers.add(rows.getInt("number"));
                return numbers;
            });

    private static final Question<Integer> LOCK = new Question<>(
            "SELECT slot FROM outage_lock WHERE slot IN (:slots) FOR UPDATE",
            Map.of("slots", List.of(7)),
            rows -> rows.next() ? rows.getInt("slot") : null);

    private final OneTrip trip = new OneTrip(new NamedParameterJdbcTemplate(DATABASE.template));

    @BeforeEach
    void anEmptyTable() {
        DATABASE.template.execute("DROP TABLE IF EXISTS one_trip");
        DATABASE.template.execute("CREATE TABLE one_trip (number integer PRIMARY KEY, note varchar(20))");
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static Writing adding(String name, int number, String note) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put(name, number);
        parameters.put(name + "Note", note);
        return new Writing("INSERT INTO one_trip (number, note) VALUES (:%1$s, :%1$sNote)".formatted(name), parameters);
    }

    @Test
    void eachAnswerIsItsOwnQuestions() {
        trip.write(adding("one", 1, "a;b"), adding("two", 2, null));
        OneTrip.Answers<Integer, List<Integer>> answers = trip.ask(LOCK, ALL);
        assertThat(answers.first()).isEqualTo(7);
        assertThat(answers.second()).containsExactly(1, 2);
        assertThat(trip.ask(ALL)).containsExactly(1, 2);
    }

    @Test
    void whatIsAskedKnowsWhatWasWrittenBefore() {
        assertThat(trip.ask(ALL, adding("one", 5, null), adding("two", 6, null)))
                .containsExactly(5, 6);
    }

    @Test
    void oneThatFailsFailsAll() {
        assertThatThrownBy(() -> DATABASE.inTransaction()
                        .executeWithoutResult(status ->
                                trip.write(adding("one", 1, null), adding("again", 1, null), adding("two", 2, null))))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(trip.ask(ALL)).isEmpty();
    }

    /** A look in the same statement as the lock would see what was there before it waited. */
    @Test
    void aLookBehindALockSeesWhatWasDoneUnderIt() throws Exception {
        CompletableFuture<List<Integer>> later = DATABASE.inTransaction().execute(status -> {
            trip.ask(LOCK);
            CompletableFuture<List<Integer>> waits = CompletableFuture.supplyAsync(() -> DATABASE.inTransaction()
                    .execute(other -> trip.ask(LOCK, ALL).second()));
            assertThatThrownBy(() -> waits.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            trip.write(adding("one", 1, null));
            return waits;
        });
        assertThat(later.get()).containsExactly(1);
    }
}
