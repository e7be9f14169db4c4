package ir.roshan.snippet;

import ir.roshan.request.FieldChecks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The texts, as managers keep them. */
@Repository
public class Snippets {
    private static final int LONGEST = 200;
    /** Where people write in their own words. */
    private static final Set<String> FIELDS = Set.of("verificationNote", "restorationNote", "breachAction", "callNote");

    private static final String SELECT = "SELECT snippet_id, field, text FROM note_snippet";

    private final JdbcClient jdbc;

    Snippets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a manager has entered. */
    public record Entry(String field, String text) {
        /**
         * @param checks what reading the call has found; everything faulty is added
         * @throws ir.roshan.request.InvalidRequest naming every faulty field
         */
        public static Entry of(String field, String text, FieldChecks checks) {
            if (field == null) {
                checks.add("field", "required");
            } else if (!FIELDS.contains(field)) {
                checks.add("field", "unknown-value");
            }
            String written = checks.text("text", text, 1, LONGEST, false);
            if (written == null) {
                checks.add("text", "required");
            }
            checks.throwIfAny();
            return new Entry(field, written);
        }
    }

    /** By field, and in the order in which they were written. @param field null for all */
    public List<Snippet> all(String field) {
        return jdbc.sql(SELECT + """
                         WHERE CAST(:field AS varchar(40)) IS NULL OR field = :field
                         ORDER BY field, snippet_id
                         FETCH FIRST 200 ROWS ONLY
                        """).param("field", field).query(Snippets::row).list();
    }

    /** @throws SnippetExists if the field has that text */
    @Transactional
    public Snippet add(Entry entry) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        try {
            jdbc.sql("INSERT INTO note_snippet (field, text) VALUES (:field, :text)")
                    .param("field", entry.field())
                    .param("text", entry.text())
                    .update(key, "snippet_id");
        } catch (DuplicateKeyException e) {
            throw new SnippetExists();
        }
        return new Snippet(key.getKeyAs(Long.class), entry.field(), entry.text());
    }

    /**
     * @throws UnknownSnippet if there is none
     * @throws SnippetExists if the field has that text already
     */
    @Transactional
    public Snippet change(long id, Entry entry) {
        try {
            int changed = jdbc.sql("UPDATE note_snippet SET field = :field, text = :text WHERE snippet_id = :id")
                    .param("field", entry.field())
                    .param("text", entry.text())
                    .param("id", id)
                    .update();
            if (changed == 0) {
                throw new UnknownSnippet();
            }
        } catch (DuplicateKeyException e) {
            throw new SnippetExists();
        }
        return new Snippet(id, entry.field(), entry.text());
    }

    /**
     * @return what it was
     * @throws UnknownSnippet if there is none
     */
    @Transactional
    public Snippet remove(long id) {
        Snippet known = jdbc.sql(SELECT + " WHERE snippet_id = :id FOR UPDATE")
                .param("id", id)
                .query(Snippets::row)
                .optional()
                .orElseThrow(UnknownSnippet::new);
        jdbc.sql("DELETE FROM note_snippet WHERE snippet_id = :id")
                .param("id", id)
                .update();
        return known;
    }

    private static Snippet row(ResultSet row, int number) throws SQLException {
        return new Snippet(row.getLong("snippet_id"), row.getString("field"), row.getString("text"));
    }
}
