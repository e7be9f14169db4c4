package ir.roshan.api;

import ir.roshan.request.FieldError;
import ir.roshan.text.RowProblem;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Problems as RFC 9457 writes them, in Persian or English. */
@Component
class ProblemTexts {
    private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();

    ProblemTexts() {
        texts.setBasename("problems");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
    }

    /** What is wrong with one field, for a program by its code and for a person by its message. */
    record FieldProblem(String field, String code, String message) {}

    /** A row of an import that was refused. */
    record RefusedRow(int line, String code, String message) {}

    ProblemDetail problem(ProblemType type, Locale language, Object... arguments) {
        ProblemDetail problem = ProblemDetail.forStatus(type.status());
        problem.setType(URI.create("/problems/" + type.key()));
        problem.setTitle(texts.getMessage(type.key() + ".title", null, language));
        problem.setDetail(texts.getMessage(type.key() + ".detail", arguments, language));
        return problem;
    }

    ProblemDetail invalid(List<FieldError> errors, Locale language) {
        ProblemDetail problem = problem(ProblemType.INVALID_REQUEST, language, errors.size());
        problem.setProperty(
                "errors",
                errors.stream()
                        .map(e ->
                                new FieldProblem(e.field(), e.code(), message("field", e.code(), e.field(), language)))
                        .toList());
        return problem;
    }

    RefusedRow refused(RowProblem row, Locale language) {
        return new RefusedRow(row.line(), row.code(), message("row", row.code(), row.field(), language));
    }

    /** {@code row.code}, else {@code field.code}: every code that can occur has one of them, and a test walks the list. */
    private String message(String kind, String code, String field, Locale language) {
        Object[] arguments = {field};
        String fallback = texts.getMessage("field." + code, arguments, code, language);
        return texts.getMessage(kind + "." + code, arguments, fallback, language);
    }
}
