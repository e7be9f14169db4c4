package ir.roshan.api;

import org.springframework.boot.autoconfigure.web.ServerProperties;
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

/** Puts the body limit in front, and says how often a call is tried again that met another one on its way. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ApiConfiguration {
    private static final int TRIES = 5;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(@Lazy Problems problems, PatienceSettings settings) {
        FilterRegistrationBean<BodyLimitFilter> registration =
                new FilterRegistrationBean<>(new BodyLimitFilter(problems, settings));
        registration.addUrlPatterns("/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    /** @throws IllegalStateException if those who are waited for could hold every thread */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> timelyHttp(
            PatienceSettings settings, ServerProperties server) {
        int threads = server.getTomcat().getThreads().getMax();
        if (settings.slowCalls() >= threads) {
            throw new IllegalStateException(
                    "roshan.limits.slow-calls must be less than server.tomcat.threads.max, " + threads);
        }
        return factory -> {
            factory.setProtocol(TimelyHttp.class.getName());
            factory.addConnectorCustomizers(
                    connector -> ((TimelyHttp) connector.getProtocolHandler()).setHeadWithin(settings.headWithin()));
        };
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
