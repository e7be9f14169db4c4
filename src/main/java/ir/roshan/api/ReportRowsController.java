package ir.roshan.api;

import ir.roshan.report.CountedRequests;
import ir.roshan.report.Interruptions;
import ir.roshan.report.MajorEventDays;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the figures of the report are made of, one by one; for managers. */
@RestController
@RequestMapping(path = "/api/v1/operations/reports", produces = MediaType.APPLICATION_JSON_VALUE)
class ReportRowsController {
    /** Of the years that the calendar knows, those before which it knows five. */
    private static final int FIRST_YEAR = 1300;

    private static final int LAST_YEAR = 1497;

    private final CountedRequests requests;
    private final Interruptions interruptions;
    private final MajorEventDays majorEventDays;

    ReportRowsController(CountedRequests requests, Interruptions interruptions, MajorEventDays majorEventDays) {
        this.requests = requests;
        this.interruptions = interruptions;
        this.majorEventDays = majorEventDays;
    }

    @GetMapping("/service-level/requests")
    CountedRequests.Page requests(
            @RequestParam(required = false) String figure,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            @RequestParam(required = false) String district,
            @RequestParam(required = false) String offset,
            @RequestParam(required = false) String limit) {
        ReportQuery query = new ReportQuery();
        Optional<CountedRequests.Figure> counted = CountedRequests.Figure.named(figure == null ? "submitted" : figure);
        if (counted.isEmpty()) {
            query.checks().add("figure", "unknown-value");
        }
        int first = query.offset(offset);
        int many = query.limit(limit);
        return requests.list(
                counted.orElse(CountedRequests.Figure.SUBMITTED), query.period(from, to, district), first, many);
    }

    @GetMapping("/service-level/interruptions")
    Interruptions.Page interruptions(
            @RequestParam(required = false) String kind,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            @RequestParam(required = false) String district,
            @RequestParam(required = false) String offset,
            @RequestParam(required = false) String limit) {
        ReportQuery query = new ReportQuery();
        Interruptions.Kind listed = query.checks().oneOf("kind", kind, Interruptions.Kind.UNPLANNED);
        int first = query.offset(offset);
        int many = query.limit(limit);
        return interruptions.list(listed, query.period(from, to, district), first, many);
    }

    @GetMapping("/major-event-days")
    MajorEventDays.Year majorEventDays(@RequestParam(required = false) String year) {
        ReportQuery query = new ReportQuery();
        if (year == null) {
            query.checks().add("year", "required");
        }
        int number = query.whole("year", year, LAST_YEAR, FIRST_YEAR, LAST_YEAR);
        query.checks().throwIfAny();
        return majorEventDays.of(number);
    }
}
