package ir.roshan.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The style sheet that stands in the subscribers' page itself, so that over a slow line the page is painted with its first
 * answer. The security policy lets in this text, to the letter, and no other.
 */
public final class PageStyle {
    private static final String FILE = "/web/shared/page.css";

    private PageStyle() {}

    /** As the file has it, without comments, and without the spaces by which its lines begin. */
    public static String text() {
        try (InputStream file = PageStyle.class.getResourceAsStream(FILE)) {
            return new String(file.readAllBytes(), UTF_8)
                    .replaceAll("(?s)/\\*.*?\\*/", "")
                    .replaceAll("\\s*\n\\s*", "\n")
                    .stripLeading();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a Content-Security-Policy names it (CSP 3, 2.3.1). */
    static String source() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text().getBytes(UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
