package ir.roshan.security;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Set;

/** What is said, in one line. */
final class OneLineMessage extends ClassicConverter {
    /** They speak of settings, to whoever starts the application, and take several lines for it. */
    private static final Set<String> AT_THE_START =
            Set.of("org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter", "ir.roshan.demo.Signpost");

    @Override
    public String convert(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        return AT_THE_START.contains(event.getLoggerName()) ? message : OneLine.of(message);
    }
}
