package ir.roshan.security;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.pattern.DynamicConverter;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Nobody begins a line of the log but the logger: in whatever is logged, and in the message of every exception, a line break
 * and what else moves about on a screen is written as an escape. It holds for every pattern that an operator chooses; the
 * lines of a stack trace stay lines. Formats of JSON escape by themselves.
 */
final class OneLineLog implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
    /** All words of a pattern for what is said. */
    private static final List<String> MESSAGE = List.of("m", "msg", "message");

    /** All words of a pattern for an exception, Spring Boot's own among them. */
    private static final List<String> EXCEPTION = List.of(
            "ex", "exception", "throwable", "xEx", "xException", "xThrowable", "rEx", "rootException", "wex", "wEx");

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLoggerList().forEach(logger -> guard(logger.iteratorForAppenders()));
        }
    }

    private static void guard(Iterator<Appender<ILoggingEvent>> appenders) {
        appenders.forEachRemaining(appender -> {
            if (appender instanceof OutputStreamAppender<ILoggingEvent> stream
                    && stream.getEncoder() instanceof PatternLayoutEncoder encoder) {
                guard(encoder.getLayout());
            }
        });
    }

    /** @param layout whose converters are raw in Logback's own words */
    @SuppressWarnings("rawtypes")
    private static void guard(Layout<ILoggingEvent> layout) {
        if (layout instanceof PatternLayout pattern) {
            Map<String, Supplier<DynamicConverter>> words = pattern.getInstanceConverterMap();
            MESSAGE.forEach(word -> words.put(word, OneLineMessage::new));
            EXCEPTION.forEach(word -> words.put(word, OneLineExceptions::new));
            // Reads its pattern anew, with these words; lines that come meanwhile are written by the old reading.
            pattern.start();
        }
    }
}
