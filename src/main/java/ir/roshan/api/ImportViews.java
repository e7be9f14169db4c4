package ir.roshan.api;

import ir.roshan.security.AuditLog;
import ir.roshan.text.ImportReport;
import ir.roshan.text.TableFile;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
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

    /** @param moved null where nothing was @param separator,encoding as the table was read; null where it was none */
    record ImportView(
            int accepted,
            int refused,
            List<ProblemTexts.RefusedRow> problems,
            List<ImportReport.Moved> moved,
            String separator,
            String encoding) {}

    /** @param file null where it was no table */
    ImportView imported(ImportReport report, TableFile file, AuditLog.Deed deed, HttpServletRequest request) {
        audit.append(
                Caller.current().account(),
                deed,
                null,
                "accepted %d, refused %d".formatted(report.accepted(), report.refused()));
        Locale language = Languages.of(request);
        return new ImportView(
                report.accepted(),
                report.refused(),
                report.problems().stream().map(p -> texts.refused(p, language)).toList(),
                report.moved().isEmpty() ? null : report.moved(),
                file == null ? null : file.separator(),
                file == null ? null : file.encoding());
    }

    /** What was sent, in the encoding that it has: by its byte order mark, by what the call says, or by its bytes. */
    static TableFile file(HttpServletRequest request) throws IOException {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return TableFile.of(
                request.getInputStream(),
                type == null ? null : MediaType.parseMediaType(type).getCharset());
    }
}
