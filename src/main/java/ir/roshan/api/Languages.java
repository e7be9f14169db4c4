package ir.roshan.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;

/** The language of an answer: Persian, unless {@code Accept-Language} prefers English. */
final class Languages {
    static final Locale PERSIAN = Locale.forLanguageTag("fa");
    private static final List<Locale> SPOKEN = List.of(PERSIAN, Locale.ENGLISH);

    private Languages() {}

    static Locale of(HttpServletRequest request) {
        String asked = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        if (asked == null || asked.isBlank()) {
            return PERSIAN;
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(asked), SPOKEN);
            return best == null ? PERSIAN : best;
        } catch (IllegalArgumentException notALanguage) {
            return PERSIAN;
        }
    }
}
