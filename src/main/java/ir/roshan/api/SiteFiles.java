package ir.roshan.api;

import ir.roshan.text.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What browsers and search engines ask of every site without being told to. They keep it, so that they do not ask again. */
@Configuration(proxyBeanMethods = false)
class SiteFiles implements WebMvcConfigurer {
    private static final int TAG_DIGITS = 32;

    /** By file: they lie in the jar and do not change. */
    private final Map<String, String> tags = new ConcurrentHashMap<>();

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        keep(registry, "/favicon.ico", Duration.ofDays(30));
        keep(registry, "/robots.txt", Duration.ofDays(1));
        // Asked for each time, since an upgrade changes them all at once; and over a slow line not sent again.
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/")
                .setCacheControl(CacheControl.noCache())
                .setEtagGenerator(resource -> tags.computeIfAbsent(resource.getDescription(), key -> tag(resource)));
    }

    /** Weak, so that it may be packed on its way. */
    private static String tag(Resource file) {
        try {
            return "W/\""
                    + Sha256.of(file.getContentAsString(StandardCharsets.ISO_8859_1))
                            .substring(0, TAG_DIGITS) + "\"";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(ResourceHandlerRegistry registry, String file, Duration time) {
        registry.addResourceHandler(file)
                .addResourceLocations("classpath:/static/")
                .setCacheControl(CacheControl.maxAge(time).cachePublic());
    }
}
