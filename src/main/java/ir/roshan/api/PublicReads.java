package ir.roshan.api;

import ir.roshan.text.Sha256;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;

/**
 * Answers that are about nobody and the same for everybody. In a storm the same phones ask again and again: whoever has the
 * answer already is told with 304 that it has not changed, and a cache in between may give it to others for some seconds.
 */
final class PublicReads {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private PublicReads() {}

    /**
     * @param content what has to change before the answer is another one; records and lists of them
     * @return with a weak ETag, since the moment at which it was put together is no change
     */
    static <T> ResponseEntity<T> of(T answer, Object content) {
        return about(content, FRESH).body(answer);
    }

    /** The same, for an answer that says itself what it is. */
    static ResponseEntity.BodyBuilder about(Object content) {
        return about(content, FRESH);
    }

    static ResponseEntity.BodyBuilder about(Object content, Duration fresh) {
        return ResponseEntity.ok()
                .eTag("W/\"" + Sha256.of(content.toString()).substring(0, 32) + "\"")
                .cacheControl(CacheControl.maxAge(fresh).cachePublic());
    }
}
