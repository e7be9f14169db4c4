package ir.roshan.api;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What browsers and search engines ask of every site without being told to. They keep it, so that they do not ask again. */
@Configuration(proxyBeanMethods = false)
class SiteFiles implements WebMvcConfigurer {
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        keep(registry, "/favicon.ico", Duration.ofDays(30));
        keep(registry, "/robots.txt", Duration.ofDays(1));
    }

    private static void keep(ResourceHandlerRegistry registry, String file, Duration time) {
        registry.addResourceHandler(file)
                .addResourceLocations("classpath:/static/")
                .setCacheControl(CacheControl.maxAge(time).cachePublic());
    }
}
