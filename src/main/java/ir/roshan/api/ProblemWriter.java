package ir.roshan.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/** Writes a problem where no controller answers, as JSON or as a page. */
final class ProblemWriter {
    /** For what is refused before the doors are reached, where nobody else sets them. */
    private static final Map<String, String> GUARDS = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Content-Security-Policy",
            "default-src 'none'; frame-ancestors 'none'",
            HttpHeaders.CACHE_CONTROL,
            "no-store");

    private final ProblemPage page;
    private final ObjectMapper json;

    ProblemWriter(ProblemPage page, ObjectMapper json) {
        this.page = page;
        this.json = json;
    }

    void write(ProblemDetail problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(problem.getStatus());
        boolean asPage = ProblemPage.isWanted(request);
        if (asPage) {
            response.setHeader("Content-Security-Policy", ProblemPage.CONTENT_SECURITY_POLICY);
        }
        GUARDS.forEach((name, value) -> {
            if (!response.containsHeader(name)) {
                response.setHeader(name, value);
            }
        });
        response.setContentType(asPage ? ProblemPage.TYPE.toString() : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        if (asPage) {
            response.getOutputStream().write(page.of(problem, request));
        } else {
            json.writeValue(response.getOutputStream(), problem);
        }
    }
}
