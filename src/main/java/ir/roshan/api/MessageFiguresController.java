package ir.roshan.api;

import ir.roshan.report.MessageFigures;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How messages fared in a period, for managers: by carrier and kind, with what they cost. */
@RestController
class MessageFiguresController {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration YEAR = Duration.ofDays(366);

    private final MessageFigures figures;
    private final Clock clock;

    MessageFiguresController(MessageFigures figures, Clock clock) {
        this.figures = figures;
        this.clock = clock;
    }

    @GetMapping(path = "/api/v1/operations/reports/messages", produces = MediaType.APPLICATION_JSON_VALUE)
    MessageFigures.Report messages(
            @RequestParam(required = false) String from, @RequestParam(required = false) String to) {
        return figures.report(new ReportQuery().period(from, to, null, clock.instant(), WEEK, YEAR));
    }
}
