package ir.roshan.api;

import ir.roshan.plannedoutage.AnnouncementNotRead;
import ir.roshan.plannedoutage.UnreadableAnnouncement;
import ir.roshan.request.FieldError;
import ir.roshan.text.RowProblem;
import ir.roshan.text.UnreadableTable;
import ir.roshan.text.Words;
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
        return problem(type, texts.getMessage(type.key() + ".detail", arguments, language), language);
    }

    private ProblemDetail problem(ProblemType type, String detail, Locale language) {
        ProblemDetail problem = ProblemDetail.forStatus(type.status());
        problem.setType(URI.create("/problems/" + type.key()));
        problem.setTitle(texts.getMessage(type.key() + ".title", null, language));
        problem.setDetail(detail);
        return problem;
    }

    /** A file that is refused as a whole is told what it lacks. */
    ProblemDetail unreadable(UnreadableTable e, Locale language) {
        ProblemType type = ProblemType.UNREADABLE_TABLE;
        String detail = texts.getMessage(type.key() + "." + e.reason().code(), new Object[] {e.column()}, language);
        return problem(type, detail, language);
    }

    /** A line of an announcement, and what is wrong with it. */
    record LineProblem(int line, String text, String code, String message) {}

    /** An announcement whose day cannot be read is told where that was looked for. */
    ProblemDetail unreadable(UnreadableAnnouncement e, Locale language) {
        ProblemType type = e.reason() == UnreadableAnnouncement.Reason.WEEKDAY_CONTRADICTS_DATE
                ? ProblemType.WEEKDAY_CONTRADICTS_DATE
                : ProblemType.UNREADABLE_ANNOUNCEMENT;
        ProblemDetail problem = problem(type, ofLine(e.reason().code(), language), language);
        problem.setProperty(
                "lines",
                e.lines().stream()
                        .map(line -> line(line.number(), line.text(), e.reason().code(), language))
                        .toList());
        return problem;
    }

    ProblemDetail notRead(AnnouncementNotRead e, Locale language) {
        ProblemDetail problem =
                problem(ProblemType.ANNOUNCEMENT_NOT_READ, language, e.lines().size());
        problem.setProperty(
                "lines",
                e.lines().stream()
                        .map(line -> line(line.line(), line.text(), line.code(), language))
                        .toList());
        return problem;
    }

    private LineProblem line(int number, String text, String code, Locale language) {
        return new LineProblem(number, text, code, ofLine(code, language));
    }

    private String ofLine(String code, Locale language) {
        String word = Words.in(language).list("plan-line").get(code);
        return word == null ? texts.getMessage("line." + code, null, code, language) : word;
    }

    ProblemDetail invalid(List<FieldError> errors, Locale language) {
        ProblemDetail problem = problem(ProblemType.INVALID_REQUEST, language, errors.size());
        problem.setProperty(
                "errors",
                errors.stream()
                        .map(e -> new FieldProblem(e.field(), e.code(), message(e.code(), e.field(), language)))
                        .toList());
        return problem;
    }

    RefusedRow refused(RowProblem row, Locale language) {
        return new RefusedRow(row.line(), row.code(), message(row.code(), row.field(), language));
    }

    /** A word of the page on which a person reads a problem. */
    String ofPage(String key, Locale language) {
        return texts.getMessage("page." + key, null, language);
    }

    /** The problem's title in a language that need not be the problem's own. */
    String titleOf(ProblemDetail problem, Locale language) {
        return texts.getMessage(keyOf(problem) + ".title", null, language);
    }

    /**
     * What a person can do about it, where the problem's detail is meant for programs. Without such words it is the detail, and in
     * the language in which that is not written what holds of every problem.
     */
    String forAPerson(ProblemDetail problem, Locale language) {
        boolean itsOwn = titleOf(problem, language).equals(problem.getTitle());
        return texts.getMessage(
                "page." + keyOf(problem), null, itsOwn ? problem.getDetail() : ofPage("other", language), language);
    }

    private static String keyOf(ProblemDetail problem) {
        return problem.getType().getPath().replaceFirst("^/problems/", "");
    }

    /**
     * {@code row.code} where it is about a whole row. Of a field what a program or a file alone can meet, or is told otherwise than
     * people are, is {@code field.code}; all else is in the words by which people are refused. Every code that can occur has its
     * text, and a test walks the list. A code without one stands for itself, since a refusal must not become a failure of ours.
     */
    private String message(String code, String field, Locale language) {
        if (field.isEmpty()) return texts.getMessage("row." + code, null, code, language);
        String own = texts.getMessage("field." + code, new Object[] {field}, null, language);
        return own == null ? refusal(code, language).replace("{label}", field) : own;
    }

    private static String refusal(String code, Locale language) {
        Words words = Words.in(language);
        String toAnybody = words.list("refusal").get(code);
        return toAnybody == null ? words.list("refusal-at-work").getOrDefault(code, code) : toAnybody;
    }
}
