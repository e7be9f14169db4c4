package ir.roshan.api;

import de.siegmar.fastcsv.writer.CsvWriter;
import ir.roshan.request.FieldChecks;
import ir.roshan.security.AuditLog;
import ir.roshan.security.AuditLog.Deed;
import ir.roshan.text.SafeCell;
import ir.roshan.text.TypedText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who looked at or changed what, for managers; that they have read it is written down as well. */
@RestController
@RequestMapping("/api/v1/operations/audit")
class AuditController {
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final Duration BY_DEFAULT = Duration.ofDays(30);
    private static final int PAGE = 100;
    private static final int LONGEST_FILE = 100_000;

    private final AuditLog audit;
    private final Clock clock;

    AuditController(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    record AuditView(List<AuditLog.Entry> entries) {}

    /** What is asked for, as it was typed. */
    record Asked(String from, String to, String account, List<String> deed, String subject) {}

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    AuditView json(Asked asked, @RequestParam(required = false) String offset) {
        FieldChecks checks = new FieldChecks(List.of());
        int from = 0;
        if (offset != null && offset.matches("[0-9]{1,6}")) {
            from = Integer.parseInt(offset);
        } else if (offset != null) {
            checks.add("offset", "range");
        }
        return new AuditView(read(filter(asked, checks), from, PAGE));
    }

    @GetMapping(produces = "text/csv")
    ResponseEntity<String> csv(Asked asked) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord("at", "account", "deed", "subject", "note");
            read(filter(asked, new FieldChecks(List.of())), 0, LONGEST_FILE)
                    .forEach(e -> csv.writeRecord(
                            e.at().toString(),
                            SafeCell.of(e.account()),
                            e.deed().name(),
                            SafeCell.of(e.subject()),
                            SafeCell.of(e.note())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ResponseEntity.ok().contentType(CSV).body(text.toString());
    }

    private List<AuditLog.Entry> read(AuditLog.Filter filter, int offset, int atMost) {
        List<AuditLog.Entry> entries = audit.find(filter, offset, atMost);
        audit.append(Caller.current().account(), Deed.AUDIT_READ, filter.account(), "entries " + entries.size());
        return entries;
    }

    private AuditLog.Filter filter(Asked asked, FieldChecks checks) {
        Instant to = moment(checks, "to", asked.to(), clock.instant().plusMillis(1));
        Instant from = moment(checks, "from", asked.from(), to == null ? null : to.minus(BY_DEFAULT));
        if (from != null && to != null && to.isBefore(from)) {
            checks.add("to", "order");
        }
        Set<Deed> deeds = EnumSet.noneOf(Deed.class);
        for (String name : asked.deed() == null ? List.<String>of() : asked.deed()) {
            deeds.add(checks.oneOf("deed", name, Deed.REQUEST_SHOWN));
        }
        String account = checks.text("account", asked.account(), 1, 64, false);
        String subject = checks.text("subject", asked.subject(), 1, 100, false);
        checks.throwIfAny();
        return new AuditLog.Filter(from, to, account, deeds, subject == null ? null : TypedText.normalise(subject));
    }

    /** A plus sign that was not percent-encoded arrives as a blank. */
    private static Instant moment(FieldChecks checks, String field, String typed, Instant otherwise) {
        return typed == null ? otherwise : checks.moment(field, typed.replace(' ', '+'));
    }
}
