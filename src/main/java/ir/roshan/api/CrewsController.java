package ir.roshan.api;

import ir.roshan.crew.Crew;
import ir.roshan.crew.CrewImport;
import ir.roshan.crew.Crews;
import ir.roshan.outage.Outages;
import ir.roshan.request.FieldChecks;
import ir.roshan.security.AuditLog;
import ir.roshan.text.ImportReport;
import ir.roshan.text.TableFile;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
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

/** The crews: dispatchers see those of their districts, managers keep them. Each change and its entry in the audit log commit together. */
@RestController
@RequestMapping("/api/v1/operations/crews")
class CrewsController {
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    private static final Set<String> MEMBERS = Set.of("name", "district", "mobile");

    private final Crews crews;
    private final CrewImport imports;
    private final Outages outages;
    private final ImportViews views;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    CrewsController(
            Crews crews,
            CrewImport imports,
            Outages outages,
            ImportViews views,
            AuditLog audit,
            TransactionTemplate transactions) {
        this.crews = crews;
        this.imports = imports;
        this.outages = outages;
        this.views = views;
        this.audit = audit;
        this.transactions = transactions;
    }

    record CrewsFound(List<CrewView> crews) {}

    /** @param openOutages to which it has been sent and that are not restored */
    record CrewView(long id, String name, int district, String mobile, int openOutages) {}

    @GetMapping(produces = JSON)
    CrewsFound crews(@RequestParam(required = false) String district) {
        Integer number = Districts.read(district);
        Caller caller = Caller.current();
        if (number != null && !caller.seesDistrict(number)) {
            throw new OtherDistrict();
        }
        Map<Outages.Sent, Integer> load = outages.openPerCrew();
        return new CrewsFound(crews.all(number).stream()
                .filter(crew -> caller.seesDistrict(crew.district().number()))
                .map(crew -> view(crew, load))
                .toList());
    }

    @PutMapping(consumes = "text/csv", produces = JSON)
    ImportViews.ImportView load(HttpServletRequest request) throws IOException {
        TableFile file = ImportViews.file(request);
        ImportReport report = imports.load(file);
        return views.imported(report, file, AuditLog.Deed.CREWS_IMPORTED, request);
    }

    @PostMapping(consumes = JSON, produces = JSON)
    ResponseEntity<CrewView> add(@RequestBody(required = false) byte[] body) {
        Crews.Entry entry = entry(body);
        Crew crew = changing(() -> crews.add(entry));
        return ResponseEntity.created(URI.create("/api/v1/operations/crews/" + crew.id()))
                .body(view(crew, outages.openPerCrew()));
    }

    @PutMapping(path = "/{id}", consumes = JSON, produces = JSON)
    CrewView change(@PathVariable String id, @RequestBody(required = false) byte[] body) {
        Crews.Entry entry = entry(body);
        Crew crew = changing(() -> crews.change(number(id), entry));
        return view(crew, outages.openPerCrew());
    }

    @DeleteMapping(path = "/{id}")
    ResponseEntity<Void> remove(@PathVariable String id) {
        changing(() -> {
            crews.remove(number(id));
            return null;
        });
        return ResponseEntity.noContent().build();
    }

    private <T> T changing(Supplier<T> work) {
        return transactions.execute(status -> {
            T done = work.get();
            audit.append(
                    Caller.current().account(),
                    AuditLog.Deed.CREW_CHANGED,
                    done instanceof Crew crew ? Long.toString(crew.id()) : null,
                    null);
            return done;
        });
    }

    private static Crews.Entry entry(byte[] body) {
        StrictJson json = StrictJson.object(body, MEMBERS);
        return Crews.Entry.of(
                json.text("name"), json.integer("district"), json.text("mobile"), new FieldChecks(json.errors()));
    }

    /** What is no number is no crew's. */
    private static long number(String id) {
        return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : 0;
    }

    private static CrewView view(Crew crew, Map<Outages.Sent, Integer> load) {
        return new CrewView(
                crew.id(),
                crew.name(),
                crew.district().number(),
                crew.mobile().value(),
                load.getOrDefault(new Outages.Sent(crew.district(), crew.name()), 0));
    }
}
