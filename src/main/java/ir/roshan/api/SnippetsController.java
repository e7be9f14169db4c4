package ir.roshan.api;

import ir.roshan.request.FieldChecks;
import ir.roshan.security.AuditLog;
import ir.roshan.snippet.Snippet;
import ir.roshan.snippet.Snippets;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Texts for the notes of forms: dispatchers put them in, managers keep them. Each change and its entry in the audit log commit together. */
@RestController
@RequestMapping("/api/v1/operations/snippets")
class SnippetsController {
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    private static final Set<String> MEMBERS = Set.of("field", "text");

    private final Snippets snippets;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    SnippetsController(Snippets snippets, AuditLog audit, TransactionTemplate transactions) {
        this.snippets = snippets;
        this.audit = audit;
        this.transactions = transactions;
    }

    record SnippetsFound(List<Snippet> snippets) {}

    @GetMapping(produces = JSON)
    SnippetsFound snippets(@RequestParam(required = false) String field) {
        return new SnippetsFound(snippets.all(field));
    }

    @PostMapping(consumes = JSON, produces = JSON)
    ResponseEntity<Snippet> add(@RequestBody(required = false) byte[] body) {
        Snippets.Entry entry = entry(body);
        Snippet snippet = changing("added", () -> snippets.add(entry));
        return ResponseEntity.created(URI.create("/api/v1/operations/snippets/" + snippet.id()))
                .body(snippet);
    }

    @PutMapping(path = "/{id}", consumes = JSON, produces = JSON)
    Snippet change(@PathVariable String id, @RequestBody(required = false) byte[] body) {
        Snippets.Entry entry = entry(body);
        return changing("changed", () -> snippets.change(number(id), entry));
    }

    @DeleteMapping(path = "/{id}")
    ResponseEntity<Void> remove(@PathVariable String id) {
        changing("removed", () -> snippets.remove(number(id)));
        return ResponseEntity.noContent().build();
    }

    /** The text is written down with it: an id tells nobody what stood there. */
    private Snippet changing(String how, Supplier<Snippet> work) {
        return transactions.execute(status -> {
            Snippet done = work.get();
            audit.append(
                    Caller.current().account(),
                    AuditLog.Deed.SNIPPET_CHANGED,
                    Long.toString(done.id()),
                    how + ": " + done.text());
            return done;
        });
    }

    private static Snippets.Entry entry(byte[] body) {
        StrictJson json = StrictJson.object(body, MEMBERS);
        return Snippets.Entry.of(json.text("field"), json.text("text"), new FieldChecks(json.errors()));
    }

    /** What is no number is no text's. */
    private static long number(String id) {
        return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : 0;
    }
}
