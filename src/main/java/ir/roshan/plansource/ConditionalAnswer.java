package ir.roshan.plansource;

import ir.roshan.outbound.OutboundCalls.Reply;
import ir.roshan.plansource.SourceStates.State;
import ir.roshan.plansource.SourceStates.Success;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.MediaType;

/** A document of a source, asked for only if it is another than the last. */
final class ConditionalAnswer {
    private static final int NOT_MODIFIED = 304;
    private static final int LONGEST_ETAG = 1_000;
    private static final int LONGEST_DATE = 100;
    private static final int LOOKED_AT = 1_000;

    private final Reply reply;

    private ConditionalAnswer(Reply reply) {
        this.reply = reply;
    }

    /** @throws SourceFailed if there is neither a document nor word that it is the same */
    static ConditionalAnswer ask(SourceCalls calls, PlanSource source, State before, int mostBytes) {
        HttpRequest.Builder request = SourceCalls.request(source, source.url()).GET();
        if (before.etag() != null) request.setHeader("If-None-Match", before.etag());
        if (before.lastModified() != null) request.setHeader("If-Modified-Since", before.lastModified());
        boolean known = before.etag() != null || before.lastModified() != null;
        return new ConditionalAnswer(calls.call(
                request.build(), status -> SourceCalls.isOk(status) || known && status == NOT_MODIFIED, mostBytes));
    }

    boolean isUnchanged() {
        return reply.status() == NOT_MODIFIED;
    }

    byte[] body() {
        return reply.body();
    }

    /** @return null where none is declared that is known; then the bytes tell */
    Charset charset() {
        try {
            return type() == null ? null : MediaType.parseMediaType(type()).getCharset();
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    /** Whether it is a page, which is what stands before a service that is not there, or wants a login. */
    boolean isHtml() {
        String begin = new String(
                        reply.body(), 0, Math.min(LOOKED_AT, reply.body().length), StandardCharsets.ISO_8859_1)
                .replaceFirst("^\u00EF\u00BB\u00BF", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        return begin.startsWith("<!doctype html") || begin.startsWith("<html");
    }

    private String type() {
        return reply.headers().firstValue("Content-Type").orElse(null);
    }

    /** @param whole whether all of it was taken: what was refused may be right once the network has changed */
    Success taken(Long announcement, int accepted, int refused, boolean whole) {
        return new Success(
                whole ? header(reply.headers(), "ETag", LONGEST_ETAG) : null,
                whole ? header(reply.headers(), "Last-Modified", LONGEST_DATE) : null,
                announcement,
                accepted,
                refused);
    }

    private static String header(HttpHeaders headers, String name, int longest) {
        return headers.firstValue(name)
                .filter(value -> value.length() <= longest && value.matches("[\\x20-\\x7e]+"))
                .orElse(null);
    }

    /** A 304 may bring the same ETag again, or none. */
    Success unchanged(State before) {
        return new Success(
                before.etag(), before.lastModified(), before.announcement(), before.accepted(), before.refused());
    }
}
