package ir.roshan.api;

import ir.roshan.security.AskedPath;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/**
 * A refusal as a person reads it who has mistyped an address or opened a door that is not theirs: the same status, in words of
 * everyday, Persian and English, with a way on. Programs get the problem itself.
 */
@Component
class ProblemPage {
    static final MediaType TYPE = new MediaType("text", "html", StandardCharsets.UTF_8);

    /** It loads our own style and icon, and runs nothing. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    /** What a person or a program names to read a refusal. */
    private static final List<MediaType> READ =
            List.of(MediaType.TEXT_HTML, MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON);

    private static final String HOME = "/";
    private static final String WEB_APPS = "/camunda/app/welcome/";

    private final ProblemTexts texts;
    private final PageTemplate template;

    ProblemPage(ProblemTexts texts) {
        this.texts = texts;
        this.template = PageTemplate.of("/web/problem/problem.html");
    }

    /**
     * Whether a browser is at the other end that shows what comes. Our resources are for programs, and one that names
     * {@code text/html} there gets its problem all the same; a browser that is led there by its address bar also names XHTML, as
     * they all do, or says that it navigates.
     */
    static boolean isWanted(HttpServletRequest request) {
        boolean resource = AskedPath.of(request).startsWith("/api/");
        return prefersHtml(request) && (!resource || navigates(request));
    }

    /** Whether a person reads what comes: a browser that is asked for a password then shows a box of its own for it. */
    static boolean prefersHtml(HttpServletRequest request) {
        if ("XMLHttpRequest".equals(request.getHeader("X-Requested-With"))) return false;
        // Of two that are as welcome the one that is named first is meant.
        return accepted(request).stream()
                .filter(type -> type.getQualityValue() > 0)
                .filter(type -> READ.stream().anyMatch(type::equalsTypeAndSubtype))
                .max(Comparator.comparingDouble(MediaType::getQualityValue))
                .filter(type -> type.equalsTypeAndSubtype(MediaType.TEXT_HTML))
                .isPresent();
    }

    private static boolean navigates(HttpServletRequest request) {
        return "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                || accepted(request).stream()
                        .anyMatch(type -> type.equalsTypeAndSubtype(MediaType.APPLICATION_XHTML_XML));
    }

    private static List<MediaType> accepted(HttpServletRequest request) {
        try {
            return MediaType.parseMediaTypes(request.getHeader(HttpHeaders.ACCEPT));
        } catch (InvalidMediaTypeException nothingThatIsKnown) {
            return List.of();
        }
    }

    /** @return HTML in UTF-8 */
    byte[] of(ProblemDetail problem, HttpServletRequest request) {
        Locale first = Languages.of(request);
        Locale second = first.equals(Languages.PERSIAN) ? Locale.ENGLISH : Languages.PERSIAN;
        boolean needsAccount =
                problem.getStatus() == ProblemType.ACCOUNT_NEEDED.status().value();
        Map<String, String> words = Map.ofEntries(
                Map.entry("language", first.getLanguage()),
                Map.entry("direction", direction(first)),
                Map.entry("otherLanguage", second.getLanguage()),
                Map.entry("otherDirection", direction(second)),
                Map.entry("brand", texts.ofPage("brand", first)),
                Map.entry("service", texts.ofPage("service", first)),
                Map.entry("title", problem.getTitle()),
                Map.entry("text", texts.forAPerson(problem, first)),
                Map.entry("call", texts.ofPage("call", first)),
                Map.entry("otherTitle", texts.titleOf(problem, second)),
                Map.entry("otherText", texts.forAPerson(problem, second)),
                Map.entry("otherCall", texts.ofPage("call", second)),
                Map.entry("address", needsAccount ? WEB_APPS : HOME),
                Map.entry("way", texts.ofPage(needsAccount ? "log-in" : "home", first)),
                Map.entry("otherWay", texts.ofPage(needsAccount ? "log-in" : "home", second)));
        return template.with(words).html().getBytes(StandardCharsets.UTF_8);
    }

    private static String direction(Locale language) {
        return language.equals(Languages.PERSIAN) ? "rtl" : "ltr";
    }
}
