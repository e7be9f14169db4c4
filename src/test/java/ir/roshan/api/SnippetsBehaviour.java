package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts for the notes of forms: kept by managers, put in by dispatchers. */
class SnippetsBehaviour extends RoshanServer {
    private static final String SNIPPETS = "/api/v1/operations/snippets";
    private static final String SNIPPET = SNIPPETS + "/{id}";

    @BeforeEach
    void noneIsThere() {
        jdbc.sql("DELETE FROM note_snippet").update();
    }

    private static String entry(String field, String text) {
        return "{\"field\": \"%s\", \"text\": \"%s\"}".formatted(field, text);
    }

    private Call.Answer add(String field, String text) {
        return post(SNIPPETS).as("manager").json(entry(field, text)).send(201);
    }

    private List<String> seen(String field) {
        Call asked = get(SNIPPETS).as("dispatcher-1");
        return StreamSupport.stream(
                        (field == null ? asked : asked.with("field", field))
                                .send(200)
                                .json()
                                .path("snippets")
                                .spliterator(),
                        false)
                .map(snippet -> snippet.path("text").asText())
                .toList();
    }

    @Test
    void aManagerKeepsThemAndADispatcherReadsThem() {
        Call.Answer added = add("verificationNote", "فیوز پست قطع بود");
        String id = added.at("/id");
        assertThat(added.header("Location")).isEqualTo(SNIPPETS + "/" + id);
        add("verificationNote", "از تلفن مشترک تأیید شد");
        add("callNote", "گوشی خاموش است");
        assertThat(seen("verificationNote")).containsExactly("فیوز پست قطع بود", "از تلفن مشترک تأیید شد");
        assertThat(seen("callNote")).containsExactly("گوشی خاموش است");
        assertThat(seen(null)).hasSize(3);
        assertThat(seen("nothing")).isEmpty();

        long written = count("audit_entry WHERE deed = 'SNIPPET_CHANGED'");
        call("PUT", SNIPPET, id)
                .as("manager")
                .json(entry("verificationNote", "فیوز سوخته بود"))
                .send(200);
        assertThat(seen("verificationNote")).containsExactly("فیوز سوخته بود", "از تلفن مشترک تأیید شد");
        call("DELETE", SNIPPET, id).as("manager").send(204);
        assertThat(seen("verificationNote")).containsExactly("از تلفن مشترک تأیید شد");
        assertThat(count("audit_entry WHERE deed = 'SNIPPET_CHANGED'")).isEqualTo(written + 2);
        for (String note : List.of("added: فیوز پست قطع بود", "changed: فیوز سوخته بود", "removed: فیوز سوخته بود"))
            assertThat(count("audit_entry WHERE deed = 'SNIPPET_CHANGED' AND subject = '%s' AND note = '%s'"
                            .formatted(id, note)))
                    .as(note)
                    .isEqualTo(1);
        assertThat(call("DELETE", SNIPPET, id).as("manager").send(404).at("/type"))
                .isEqualTo("/problems/unknown-snippet");
        assertThat(call("PUT", SNIPPET, "x")
                        .as("manager")
                        .json(entry("callNote", "متن"))
                        .send(404)
                        .at("/type"))
                .isEqualTo("/problems/unknown-snippet");
    }

    @Test
    void oneTextStandsOnceInAField() {
        add("callNote", "گوشی خاموش است");
        String other = add("callNote", "مشترک در سفر است").at("/id");
        assertThat(post(SNIPPETS)
                        .as("manager")
                        .json(entry("callNote", "گوشی خاموش است"))
                        .send(409)
                        .at("/type"))
                .isEqualTo("/problems/snippet-exists");
        call("PUT", SNIPPET, other)
                .as("manager")
                .json(entry("callNote", "گوشی خاموش است"))
                .send(409);
        assertThat(seen("callNote")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "crew, متن, field, unknown-value",
        "callNote, '', text, too-short",
    })
    void whatIsFaultyIsNamed(String field, String text, String faulty, String code) {
        Call.Answer refused =
                post(SNIPPETS).as("manager").json(entry(field, text)).send(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo(faulty);
        assertThat(refused.at("/errors/0/code")).isEqualTo(code);
    }

    @Test
    void whoFillsInFormsDoesNotKeepThem() {
        String id = add("callNote", "گوشی خاموش است").at("/id");
        post(SNIPPETS).as("dispatcher-1").json(entry("callNote", "متن")).send(403);
        call("PUT", SNIPPET, id)
                .as("dispatcher-1")
                .json(entry("callNote", "متن"))
                .send(403);
        call("DELETE", SNIPPET, id).as("dispatcher-1").send(403);
        get(SNIPPETS).as("kiosk").send(403);
        get(SNIPPETS).send(401);
        assertThat(seen("callNote")).containsExactly("گوشی خاموش است");
    }
}
