package ir.roshan.api;

import ir.roshan.security.AuditLog;
import ir.roshan.text.ImportReport;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What all imports have in common: how their file is read, what they answer, and their entry in the audit log. */
@Component
class ImportViews {
    private final ProblemTexts texts;
    private final AuditLog audit;

    ImportViews(ProblemTexts texts, AuditLog audit) {
        this.texts = texts;
        this.audit = audit;
    }

    record ImportView(int accepted, int refused, List<ProblemTexts.RefusedRow> problems) {}

    ImportView imported(ImportReport report, AuditLog.Deed deed, HttpServletRequest request) {
        audit.append(
                Caller.current().account(),
                deed,
                null,
                "accepted %d, refused %d".formatted(report.accepted(), report.refused()));
        Locale language = Languages.of(request);
        return new ImportView(
                report.accepted(),
                report.refused(),
                report.problems().stream().map(p -> texts.refused(p, language)).toList());
    }

    /** A byte that is no UTF-8 becomes the replacement character, so that it spoils its own row at most. */
    static Reader utf8(HttpServletRequest request) throws IOException {
        return new InputStreamReader(
                request.getInputStream(),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
    }
}
