package ir.roshan.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import de.siegmar.fastcsv.writer.CsvWriter;
import ir.roshan.report.Period;
import ir.roshan.report.ServiceLevel;
import ir.roshan.report.ServiceLevelFigures;
import ir.roshan.report.ServiceLevelReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How the agreement was kept in a period, per district; for managers. */
@RestController
@RequestMapping("/api/v1/operations/reports/service-level")
class ReportsController {
    private static final MediaType CSV = new MediaType("text", "csv", java.nio.charset.StandardCharsets.UTF_8);

    private final ServiceLevel serviceLevel;

    ReportsController(ServiceLevel serviceLevel) {
        this.serviceLevel = serviceLevel;
    }

    record DistrictView(int district, @JsonUnwrapped ServiceLevelFigures figures) {}

    record ReportView(Instant from, Instant to, ServiceLevelFigures total, List<DistrictView> districts) {}

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ReportView json(@RequestParam(required = false) String from, @RequestParam(required = false) String to) {
        ServiceLevelReport report = report(from, to);
        return new ReportView(
                report.from(),
                report.to(),
                report.total(),
                report.districts().stream()
                        .map(d -> new DistrictView(d.district(), d.figures()))
                        .toList());
    }

    @GetMapping(produces = "text/csv")
    ResponseEntity<String> csv(@RequestParam(required = false) String from, @RequestParam(required = false) String to) {
        ServiceLevelReport report = report(from, to);
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(
                    "district",
                    "submitted",
                    "announced",
                    "withdrawn",
                    "inPlannedOutage",
                    "withinAgreement",
                    "breached",
                    "compliance",
                    "restoreMinutesMedian",
                    "restoreMinutes95th",
                    "stillOut",
                    "feedbackCount",
                    "feedbackMean",
                    "servicePointsServed",
                    "saidi",
                    "saifi",
                    "caidi",
                    "plannedSaidi",
                    "plannedSaifi",
                    "plannedCaidi");
            report.districts().forEach(d -> csv.writeRecord(cells(Integer.toString(d.district()), d.figures())));
            csv.writeRecord(cells("total", report.total()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ResponseEntity.ok().contentType(CSV).body(text.toString());
    }

    /** Numbers and one fixed word: nothing that a spreadsheet could take for a formula. */
    private static List<String> cells(String district, ServiceLevelFigures f) {
        return List.of(
                district,
                Integer.toString(f.submitted()),
                Integer.toString(f.announced()),
                Integer.toString(f.withdrawn()),
                Integer.toString(f.inPlannedOutage()),
                Integer.toString(f.withinAgreement()),
                Integer.toString(f.breached()),
                Objects.toString(f.compliance(), ""),
                Objects.toString(f.restoreMinutesMedian(), ""),
                Objects.toString(f.restoreMinutes95th(), ""),
                Integer.toString(f.stillOut()),
                Integer.toString(f.feedbackCount()),
                Objects.toString(f.feedbackMean(), ""),
                Integer.toString(f.servicePointsServed()),
                Objects.toString(f.saidi(), ""),
                Objects.toString(f.saifi(), ""),
                Objects.toString(f.caidi(), ""),
                Objects.toString(f.plannedSaidi(), ""),
                Objects.toString(f.plannedSaifi(), ""),
                Objects.toString(f.plannedCaidi(), ""));
    }

    private ServiceLevelReport report(String from, String to) {
        Period period = new ReportQuery().period(from, to, null);
        return serviceLevel.report(period.from(), period.to());
    }
}
