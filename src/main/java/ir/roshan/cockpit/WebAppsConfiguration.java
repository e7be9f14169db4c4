package ir.roshan.cockpit;

import ir.roshan.security.RefusedExpressions;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.camunda.bpm.webapp.impl.security.filter.SessionCookieFilter;
import org.glassfish.jersey.server.ServerProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the filters in front of Camunda's web apps. */
@Configuration(proxyBeanMethods = false)
class WebAppsConfiguration {
    @Bean
    FilterRegistrationBean<CspNonceFilter> cspNonceFilter() {
        FilterRegistrationBean<CspNonceFilter> registration = new FilterRegistrationBean<>(new CspNonceFilter());
        registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** A session that begins with another house's word has the same cookie as one that begins with a password. */
    @Bean
    @ConditionalOnProperty("roshan.oidc.issuer")
    FilterRegistrationBean<SessionCookieFilter> sessionCookieOfSingleSignOn(CamundaBpmProperties properties) {
        FilterRegistrationBean<SessionCookieFilter> registration =
                new FilterRegistrationBean<>(new SessionCookieFilter());
        registration.setInitParameters(properties.getWebapp().getSessionCookie().getInitParams());
        registration.addUrlPatterns("/camunda/oidc/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    @Bean
    FilterRegistrationBean<ClosedAppFilter> closedAppFilter() {
        FilterRegistrationBean<ClosedAppFilter> registration = new FilterRegistrationBean<>(new ClosedAppFilter());
        registration.addUrlPatterns("/camunda/app/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** Behind the login's doors and the headers that all answers bear, before Camunda's own filters. */
    @Bean
    FilterRegistrationBean<UnknownPageFilter> unknownPageFilter() {
        FilterRegistrationBean<UnknownPageFilter> registration = new FilterRegistrationBean<>(new UnknownPageFilter());
        registration.addUrlPatterns("/camunda/app/*");
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        return registration;
    }

    @Bean
    FilterRegistrationBean<BoundedQueriesFilter> boundedQueriesFilter(
            @Value("${camunda.bpm.generic-properties.properties.query-max-results-limit}") int most) {
        FilterRegistrationBean<BoundedQueriesFilter> registration =
                new FilterRegistrationBean<>(new BoundedQueriesFilter(most));
        registration.addUrlPatterns("/camunda/api/engine/*");
        return registration;
    }

    /** Behind the doors that are shut anyway, so that its answers bear the headers that all bear; before Camunda's own filters. */
    @Bean
    FilterRegistrationBean<ExpressionDoor> expressionDoor(RefusedExpressions refusals) {
        FilterRegistrationBean<ExpressionDoor> registration =
                new FilterRegistrationBean<>(new ExpressionDoor(refusals));
        registration.addUrlPatterns("/camunda/api/*");
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        return registration;
    }

    /** After Camunda has registered its servlets, which are Jersey's. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> engineRefusals() {
        return factory -> factory.addInitializers(context -> context.getServletRegistrations().values().stream()
                .filter(servlet -> servlet.getName().endsWith(" Api"))
                .forEach(servlet ->
                        servlet.setInitParameter(ServerProperties.PROVIDER_CLASSNAMES, EngineRefusal.mappers())));
    }
}
