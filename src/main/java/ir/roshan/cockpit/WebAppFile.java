package ir.roshan.cockpit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.util.StringUtils;

/**
 * A file that the web apps load from us. They ask for it by an address that changes with Camunda's version alone, so that a
 * browser has to ask each time whether its copy is still ours.
 */
record WebAppFile(MediaType type, byte[] content, String tag) {
    private static final Map<String, MediaType> TYPES = Map.of(
            "html", new MediaType("text", "html", StandardCharsets.UTF_8),
            "css", new MediaType("text", "css", StandardCharsets.UTF_8),
            "js", new MediaType("text", "javascript", StandardCharsets.UTF_8),
            "json", new MediaType("application", "json", StandardCharsets.UTF_8),
            "svg", new MediaType("image", "svg+xml"),
            "png", MediaType.IMAGE_PNG,
            "jpg", MediaType.IMAGE_JPEG,
            "jpeg", MediaType.IMAGE_JPEG,
            "webp", new MediaType("image", "webp"));

    /** @param name tells the type by its ending */
    static WebAppFile of(String name, byte[] content) {
        return new WebAppFile(typeOf(name), content, '"' + DigestUtils.md5DigestAsHex(content) + '"');
    }

    static WebAppFile of(String name, String content) {
        return of(name, content.getBytes(StandardCharsets.UTF_8));
    }

    static WebAppFile of(Resource resource) {
        return of(resource.getFilename(), bytesOf(resource));
    }

    /** @throws IllegalArgumentException if it is none of the kinds that the web apps show */
    static MediaType typeOf(String name) {
        String ending = StringUtils.getFilenameExtension(String.valueOf(name));
        MediaType type = ending == null ? null : TYPES.get(ending.toLowerCase(java.util.Locale.ROOT));
        if (type == null) throw new IllegalArgumentException(name + " is no file for the web apps: " + TYPES.keySet());
        return type;
    }

    static String textOf(String classPath) {
        return new String(bytesOf(new ClassPathResource(classPath)), StandardCharsets.UTF_8);
    }

    static byte[] bytesOf(Resource resource) {
        try {
            return resource.getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ResponseEntity<byte[]> answer() {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .eTag(tag)
                .body(content);
    }
}
