package ir.roshan.api;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.retry.support.RetryTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.util.unit.DataSize;

/** Puts the body limit in front, and says how often a call is tried again that met another one on its way. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ApiConfiguration {
    private static final int TRIES = 5;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(
            @Lazy Problems problems, @Value("${roshan.limits.import-size:512MB}") DataSize importSize) {
        FilterRegistrationBean<BodyLimitFilter> registration =
                new FilterRegistrationBean<>(new BodyLimitFilter(problems, importSize.toBytes()));
        registration.addUrlPatterns("/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    /** Innermost, so that it answers before Tomcat's own. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> containerProblems(@Lazy Problems problems) {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ContainerProblems(problems)));
    }

    /** Two people, or a person and a timer, change one thing at once: the later one is tried again on what the first has left. */
    @Bean
    RetryTemplate again() {
        return RetryTemplate.builder()
                .maxAttempts(TRIES)
                .exponentialBackoff(FIRST_PAUSE_MILLIS, 3, LONGEST_PAUSE_MILLIS, true)
                .retryOn(ConcurrencyFailureException.class)
                .retryOn(DuplicateKeyException.class)
                .build();
    }
}
