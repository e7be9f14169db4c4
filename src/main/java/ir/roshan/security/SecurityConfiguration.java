package ir.roshan.security;

import static ir.roshan.security.Accounts.ADMINISTRATORS;
import static ir.roshan.security.Accounts.CHANNELS;
import static ir.roshan.security.Accounts.DISPATCHERS;
import static ir.roshan.security.Accounts.MANAGERS;
import static ir.roshan.security.AskedPath.path;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** Every door of the house. A path that is not listed is shut. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'self';" + " form-action 'self'; frame-ancestors 'none'";

    private static final String PAGES_CONTENT_SECURITY_POLICY =
            CONTENT_SECURITY_POLICY + "; style-src 'self' " + PageStyle.source();

    private static final RequestMatcher OPERATIONS = path("/api/v1/operations/**");
    private static final RequestMatcher ACTUATOR = path("/actuator/**");
    private static final RequestMatcher OPEN_OUTAGES = path("/api/v1/outages");
    private static final RequestMatcher MAP = path("/api/v1/map/**");
    private static final RequestMatcher PLANNED_OUTAGES = path("/api/v1/planned-outages");

    /**
     * Camunda's web apps guard themselves, with their own login, session and CSRF token; what people may do there is decided behind
     * their login, and what must never be reached, with or without one, is shut here.
     */
    @Bean
    @Order(1)
    SecurityFilterChain webApps(HttpSecurity http, SessionAccounts sessions, Refusals refusals, LimitSettings limits)
            throws Exception {
        return http.securityMatchers(m -> m.requestMatchers(path("/camunda/**"), path("/camunda-welcome/**")))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                // The login page looks there. Asked for an account, the browser would put a dialogue of
                                // its own in front.
                                path("/camunda-welcome/**"),
                                path("/camunda/api/admin/setup/**"),
                                path("/camunda/app/admin/{engine}/setup/**"),
                                // Deploying is remote code execution; models ship with the jar.
                                path("/camunda/api/engine/deployment/create/**"),
                                path("/camunda/api/engine/engine/{engine}/deployment/create/**"),
                                path("/camunda/api/engine/engine/{engine}/deployment/{id}/redeploy/**"),
                                path("/camunda/api/engine/deployment/{id}/redeploy/**"))
                        .denyAll()
                        .anyRequest()
                        .permitAll())
                // Each may begin a session.
                .addFilterBefore(
                        only(request -> !sessions.isSomebodys(request), new RateLimitFilter(limits, refusals)),
                        AuthorizationFilter.class)
                .addFilterBefore(
                        only(
                                path(POST, "/camunda/api/admin/auth/user/{engine}/logout/**"),
                                new LeavingFilter(sessions)),
                        AuthorizationFilter.class)
                .csrf(AbstractHttpConfigurer::disable)
                // Where Camunda has said something itself, that stands.
                .headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                        .httpStrictTransportSecurity(HeadersConfigurer.HstsConfig::disable)
                        .xssProtection(HeadersConfigurer.XXssConfig::disable)
                        .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY)))
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .securityContext(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(
                        e -> e.authenticationEntryPoint((request, response, problem) -> response.sendError(403)))
                .build();
    }

    /** Files that a page loads: over a slow line what is said of them weighs as much as they do. They know nobody and are no pages. */
    @Bean
    @Order(2)
    SecurityFilterChain assets(HttpSecurity http) throws Exception {
        return http.securityMatcher(path("/assets/**"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .headers(headers -> headers.defaultsDisabled()
                        .contentTypeOptions(Customizer.withDefaults())
                        // For what is not there: a file says itself how long it is kept.
                        .cacheControl(Customizer.withDefaults())
                        .contentSecurityPolicy(csp -> csp.policyDirectives("default-src 'self'")))
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain ourDoors(
            HttpSecurity http, SessionAccounts sessions, Refusals refusals, LimitSettings limits, WebSettings web)
            throws Exception {
        return http.cors(cors -> cors.configurationSource(pages(web.allowedOrigins())))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        // Files: with another method than GET and HEAD they are 405.
                        .requestMatchers(
                                path("/"),
                                path("/index.html"),
                                path("/service-worker.js"),
                                path("/favicon.ico"),
                                path("/robots.txt"),
                                path("/outbox"),
                                path("/outbox.html"),
                                path("/plan"),
                                path("/plan.html"),
                                path("/my"),
                                path("/my.html"),
                                path("/s/{token}"),
                                path("/stop.html"),
                                path("/.well-known/security.txt"),
                                path("/forms/**"),
                                path("/api/openapi.yaml"),
                                path("/api/v1/requests/**"),
                                path("/api/v1/planned-outages"),
                                path("/api/v1/place-status"),
                                path("/api/v1/calendars/**"),
                                path("/api/v1/stops/**"),
                                path("/api/v1/my/**"),
                                path("/api/v1/inbound-sms/{secret}"),
                                path("/api/v1/outages"),
                                path("/api/v1/map"),
                                path("/api/v1/map/districts"),
                                path("/api/v1/map/outages"),
                                path("/api/v1/agreement"),
                                path(GET, "/actuator/health"),
                                path(GET, "/actuator/health/liveness"),
                                path(GET, "/actuator/health/readiness"))
                        .permitAll()
                        .requestMatchers(
                                path(PUT, "/api/v1/operations/service-points"),
                                path(PUT, "/api/v1/operations/element-names"))
                        .hasAuthority(ADMINISTRATORS)
                        .requestMatchers(path(PUT, "/api/v1/operations/planned-outages"))
                        .hasAnyAuthority(ADMINISTRATORS, DISPATCHERS)
                        // What was pasted is shown to whoever has pasted it.
                        .requestMatchers(
                                path(PUT, "/api/v1/operations/planned-places/{id}"),
                                path("/api/v1/operations/planned-outages/announcements/**"))
                        .hasAnyAuthority(ADMINISTRATORS, DISPATCHERS)
                        .requestMatchers(
                                path(GET, "/api/v1/operations/crews"), path(GET, "/api/v1/operations/snippets"))
                        .hasAnyAuthority(ADMINISTRATORS, MANAGERS, DISPATCHERS)
                        .requestMatchers(path("/api/v1/operations/crews/**"), path("/api/v1/operations/snippets/**"))
                        .hasAnyAuthority(ADMINISTRATORS, MANAGERS)
                        // Desks are channels as well; which of them are is said where it is asked.
                        .requestMatchers(path(POST, "/api/v1/operations/look-up"))
                        .hasAnyAuthority(ADMINISTRATORS, MANAGERS, DISPATCHERS, CHANNELS)
                        .requestMatchers(path(GET, "/api/v1/operations/requests/{trackingCode}"))
                        .hasAnyAuthority(ADMINISTRATORS, MANAGERS, DISPATCHERS, CHANNELS)
                        .requestMatchers(path(DELETE, "/api/v1/operations/requests/{trackingCode}/personal-data"))
                        .hasAuthority(ADMINISTRATORS)
                        .requestMatchers(
                                path("/api/v1/operations/reports/**"),
                                path("/api/v1/operations/audit"),
                                path("/api/v1/operations/messages/**"),
                                path("/api/v1/operations/announcements"),
                                path("/api/v1/operations/outages/{number}/announcement"))
                        .hasAnyAuthority(ADMINISTRATORS, MANAGERS)
                        // A danger is everybody's who may send somebody.
                        .requestMatchers(path(POST, "/api/v1/operations/requests/{trackingCode}/danger-handled"))
                        .hasAnyAuthority(ADMINISTRATORS, MANAGERS, DISPATCHERS)
                        // What is grouped by hand is grouped by those who do the work.
                        .requestMatchers(path(POST, "/api/v1/operations/**"))
                        .hasAnyAuthority(ADMINISTRATORS, DISPATCHERS)
                        .requestMatchers(OPERATIONS)
                        .hasAnyAuthority(ADMINISTRATORS, MANAGERS, DISPATCHERS)
                        .requestMatchers(ACTUATOR)
                        .hasAuthority(ADMINISTRATORS)
                        .anyRequest()
                        .denyAll())
                .httpBasic(basic -> basic.authenticationEntryPoint(refusals))
                .addFilterAfter(new SessionAccountFilter(sessions, refusals), BasicAuthenticationFilter.class)
                .addFilterAfter(new RateLimitFilter(limits, refusals), SessionAccountFilter.class)
                .exceptionHandling(e -> e.authenticationEntryPoint((request, response, problem) -> {
                            if (isDoor(request)) refusals.commence(request, response, problem);
                            else refusals.nothingHere(request, response);
                        })
                        .accessDeniedHandler((request, response, problem) -> {
                            if (isDoor(request)) refusals.handle(request, response, problem);
                            else refusals.nothingHere(request, response);
                        }))
                // Nobody is remembered here; whoever comes with the web apps' session proves each change by its token.
                .csrf(AbstractHttpConfigurer::disable)
                // The web apps' session is only looked at: given another id at each call, it would be lost to the next
                // one.
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS)
                        .sessionFixation(SessionManagementConfigurer.SessionFixationConfigurer::none))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(
                                csp -> csp.policyDirectives(PAGES_CONTENT_SECURITY_POLICY))
                        .referrerPolicy(r -> r.policy(ReferrerPolicy.SAME_ORIGIN))
                        .httpStrictTransportSecurity(Customizer.withDefaults()))
                .build();
    }

    /** Before everybody who reads an address. */
    @Bean
    FilterRegistrationBean<NormalPathFilter> normalPathFilter(@Lazy Refusals refusals) {
        FilterRegistrationBean<NormalPathFilter> registration =
                new FilterRegistrationBean<>(new NormalPathFilter(refusals));
        registration.addUrlPatterns("/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /**
     * Whether an account could open it. By where it would stand and not by whether it is there: below these paths everything
     * that does not exist is as shut as what does, and elsewhere what nobody has listed is as absent as what does not exist. So no
     * answer tells what lies inside.
     */
    private static boolean isDoor(HttpServletRequest request) {
        return OPERATIONS.matches(request) || ACTUATOR.matches(request);
    }

    /** Lazily: filters are made before there is an engine. */
    @Bean
    FilterRegistrationBean<SessionEndFilter> sessionEndFilter(@Lazy SessionAccounts sessions, SessionAge age) {
        FilterRegistrationBean<SessionEndFilter> registration =
                new FilterRegistrationBean<>(new SessionEndFilter(sessions, age));
        registration.addUrlPatterns("/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
        return registration;
    }

    /**
     * Any page may show what is about nobody. For the rest: where no page is named, no answer names one either, and browsers let
     * none in. Refusing by the origin would only shut our own page out behind a proxy that was not named as trusted, since its
     * https is http here.
     */
    private static CorsConfigurationSource pages(List<String> origins) {
        CorsConfiguration everybody = new CorsConfiguration();
        everybody.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        everybody.setAllowedMethods(List.of("GET", "HEAD"));
        everybody.setAllowedHeaders(List.of("Accept-Language", "If-None-Match"));
        everybody.setExposedHeaders(List.of("ETag", "Retry-After"));
        everybody.setAllowCredentials(false);
        CorsConfigurationSource named = origins.isEmpty() ? request -> null : publicToPagesOf(origins);
        return request -> isAboutNobody(request) ? everybody : named.getCorsConfiguration(request);
    }

    /** A bill id is somebody's, and what is asked about it is counted by address: not by those of a page's visitors. */
    private static boolean isAboutNobody(HttpServletRequest request) {
        return OPEN_OUTAGES.matches(request)
                || MAP.matches(request)
                || PLANNED_OUTAGES.matches(request)
                        && List.of("GET", "HEAD", "OPTIONS").contains(request.getMethod())
                        && request.getParameter("billId") == null;
    }

    /** The company's website may call what is public, without cookies or accounts. */
    private static CorsConfigurationSource publicToPagesOf(List<String> origins) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(origins);
        cors.setAllowedMethods(List.of("GET", "POST", "PUT"));
        cors.setAllowedHeaders(List.of("Content-Type", "Accept-Language", "Idempotency-Key"));
        cors.setExposedHeaders(List.of("Location", "Retry-After"));
        cors.setAllowCredentials(false);
        UrlBasedCorsConfigurationSource paths = new UrlBasedCorsConfigurationSource();
        for (String path : List.of(
                "/api/v1/requests/**",
                "/api/v1/requests",
                "/api/v1/planned-outages",
                "/api/v1/place-status",
                "/api/v1/outages",
                "/api/v1/agreement")) {
            paths.registerCorsConfiguration(path, cors);
        }
        return paths;
    }

    /** Spring Security finds it by itself. Named in a chain as well, it would be asked twice about each wrong password. */
    @Bean
    AuthenticationProvider accountsProvider(Accounts accounts) {
        return new AuthenticationProvider() {
            @Override
            public Authentication authenticate(Authentication asked) {
                String name = asked.getName();
                try {
                    return accounts.authenticate(name, String.valueOf(asked.getCredentials()))
                            .map(groups -> UsernamePasswordAuthenticationToken.authenticated(
                                    name, null, AuthorityUtils.createAuthorityList(List.copyOf(groups))))
                            .orElseThrow(() -> new BadCredentialsException("wrong name or password"));
                } catch (TooManyAttempts e) {
                    throw new LockedException("too many wrong passwords", e);
                }
            }

            @Override
            public boolean supports(Class<?> type) {
                return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
            }
        };
    }

    /** The filter, for one path alone. */
    private static Filter only(RequestMatcher path, Filter filter) {
        return (request, response, chain) -> {
            if (path.matches((HttpServletRequest) request)) {
                filter.doFilter(request, response, chain);
            } else {
                chain.doFilter(request, response);
            }
        };
    }
}
