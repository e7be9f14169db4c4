package ir.roshan.transaction;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is asked and written one after the other, and goes to PostgreSQL together: in one text, of which it does one statement after
 * the other, each seeing what is committed when its turn comes, so that a look behind a lock is a look behind a lock. H2 is no trip
 * away, and is asked one by one.
 */
@Component
public class OneTrip {
    private static final String POSTGRESQL = "PostgreSQL";

    private final NamedParameterJdbcOperations named;
    private final JdbcClient client;
    /** Null until it is known. */
    private volatile Boolean together;

    @Autowired
    OneTrip(NamedParameterJdbcOperations named) {
        this.named = named;
        this.client = JdbcClient.create(named);
    }

    private OneTrip(JdbcClient client) {
        this.named = null;
        this.client = client;
        this.together = false;
    }

    /** One by one on every database. */
    public static OneTrip apart(JdbcClient client) {
        return new OneTrip(client);
    }

    /** One statement with its parameters by name. */
    private sealed interface Part {
        String sql();

        Map<String, ?> parameters();
    }

    /** @param reads the rows, from before the first on */
    public record Question<T>(String sql, Map<String, ?> parameters, ResultSetExtractor<T> reads) implements Part {}

    public record Writing(String sql, Map<String, ?> parameters) implements Part {}

    public record Answers<A, B>(A first, B second) {}

    public <A> A ask(Question<A> question) {
        return client.sql(question.sql()).params(question.parameters()).query(question.reads());
    }

    @SuppressWarnings("unchecked") // each answer is what its own question reads
    public <A, B> Answers<A, B> ask(Question<A> first, Question<B> second) {
        List<Object> answers = all(List.of(first, second));
        return new Answers<>((A) answers.get(0), (B) answers.get(1));
    }

    public void write(Writing... writings) {
        all(Arrays.asList(writings));
    }

    /** @param before what is written before it is asked, so that the answer knows it */
    @SuppressWarnings("unchecked") // the only question of all
    public <A> A ask(Question<A> question, Writing... before) {
        List<Part> parts = new ArrayList<>(Arrays.asList(before));
        parts.add(question);
        return (A) all(parts).get(0);
    }

    /** @return what the questions among them read, in order */
    private List<Object> all(List<? extends Part> parts) {
        return isTogether() ? together(parts) : apart(parts);
    }

    private List<Object> apart(List<? extends Part> parts) {
        List<Object> answers = new ArrayList<>();
        for (Part part : parts) {
            JdbcClient.StatementSpec statement = client.sql(part.sql()).params(part.parameters());
            if (part instanceof Question<?> question) answers.add(statement.query(question.reads()));
            else statement.update();
        }
        return answers;
    }

    private List<Object> together(List<? extends Part> parts) {
        Map<String, Object> parameters = new HashMap<>();
        List<String> texts = new ArrayList<>();
        for (Part part : parts) {
            texts.add(part.sql());
            part.parameters().forEach((name, value) -> {
                if (parameters.containsKey(name) && !Objects.equals(value, parameters.get(name)))
                    throw new IllegalArgumentException(name + " stands for two things in one text");
                parameters.put(name, value);
            });
        }
        return named.execute(String.join(";", texts), parameters, statement -> {
            statement.execute();
            return answers(statement, parts);
        });
    }

    private static List<Object> answers(PreparedStatement statement, List<? extends Part> parts) throws SQLException {
        List<Object> answers = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Question<?> question) {
                try (ResultSet rows = statement.getResultSet()) {
                    answers.add(question.reads().extractData(rows));
                }
            }
            statement.getMoreResults();
        }
        return answers;
    }

    private boolean isTogether() {
        if (together == null) {
            together = named.getJdbcOperations().execute((ConnectionCallback<Boolean>)
                    connection -> POSTGRESQL.equals(connection.getMetaData().getDatabaseProductName()));
        }
        return together;
    }
}
