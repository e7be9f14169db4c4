package ir.roshan.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class OneLineLogTest {
    private static final String FORGED =
            "x\r\n2026-01-01T00:00:00Z ERROR forged\u2028line\u0085 \u202Eeno\u001B[31m\n\tat forged.Frame";

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private Logger logger(String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
        root.addAppender(appender);
        new OneLineLog().onApplicationEvent(null);
        return LoggerFactory.getLogger(OneLineLogTest.class);
    }

    @AfterEach
    void asBefore() {
        root.detachAppender(appender);
        appender.stop();
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LINE %m%n", "LINE %msg%n", "LINE %message%n%ex", "LINE %-5p %logger : %m%n%xEx{5}"})
    void whatIsSaidIsOneLine(String pattern) {
        logger(pattern).warn("said: {}", FORGED);
        assertThat(lines())
                .hasSize(1)
                .first()
                .satisfies(
                        line -> assertThat(line)
                                .startsWith("LINE ")
                                .contains(
                                        "x\\r\\n2026-01-01T00:00:00Z ERROR forged\\u2028line\\u0085 \\u202eeno\\u001b[31m\\n\tat"));
    }

    /** Its own lines stay lines, and nothing else begins one. */
    @ParameterizedTest
    @ValueSource(strings = {"LINE %m%n%ex", "LINE %m%n%xEx", "LINE %m%n%throwable", "LINE %m%n%rEx"})
    void aTraceStaysReadable(String pattern) {
        IllegalStateException outer = new IllegalStateException(FORGED, new IllegalArgumentException("why: " + FORGED));
        outer.addSuppressed(new RuntimeException("besides: " + FORGED));
        outer.addSuppressed(new RuntimeException() {
            @Override
            public String toString() {
                return "in its own words: " + FORGED;
            }
        });
        logger(pattern).error("a failure", outer);
        assertThat(lines()).hasSizeGreaterThan(10).noneMatch(line -> line.startsWith("2026"));
        assertThat(lines().stream().filter(line -> line.contains("at forged.Frame")))
                .allSatisfy(line -> assertThat(line).contains("\\n2026-01-01T00:00:00Z ERROR forged"));
        assertThat(lines()).anyMatch(line -> line.startsWith("\tat " + OneLineLogTest.class.getName()));
        assertThat(lines())
                .anyMatch(line -> line.contains("IllegalArgumentException: why: x\\r\\n2026"))
                .anyMatch(line -> line.contains("besides: x\\r\\n2026"));
    }

    @Test
    void aLongTextIsCut() {
        logger("%m%n").warn("{}", "ا".repeat(100_000));
        assertThat(lines()).hasSize(1);
        assertThat(lines().get(0)).hasSize(4_001).endsWith("…");
    }

    @Test
    void persianStaysAsItIs() {
        logger("%m%n").warn("درخواست‌ها ثبت شد؛ نام: {}", "رضا\u200Cپور");
        assertThat(lines()).containsExactly("درخواست‌ها ثبت شد؛ نام: رضا\u200Cپور");
    }
}
