package ir.roshan.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * Operators for whom another house vouches, by OpenID Connect with the code flow, PKCE and a nonce (docs/adr/0018). Nothing of
 * it is there where no issuer is set. It ends with the web apps' own session, so that the rest of the house knows no difference.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("roshan.oidc.issuer")
class OidcConfiguration {
    private static final String ID = "operators";
    /** Among the web apps, so that whoever publishes none of those publishes none of this either. */
    private static final String PLACE = "/camunda/oidc";

    private static final String LOGIN = PLACE + "/login";
    private static final String CALLBACK = PLACE + "/callback";
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Bean
    SingleSignOn singleSignOn() {
        return new SingleSignOn(LOGIN);
    }

    @Bean
    @Order(0)
    SecurityFilterChain operatorsOfAnotherHouse(
            HttpSecurity http,
            OidcSettings settings,
            ClientRegistrationRepository registrations,
            VouchedAccounts accounts,
            SessionAccounts sessions,
            AuditLog audit,
            LimitSettings limits,
            Refusals refusals)
            throws Exception {
        OidcLogin login = new OidcLogin(settings, accounts, sessions, audit);
        return http.securityMatcher(path(PLACE + "/**"))
                .authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
                .oauth2Login(oauth -> oauth.clientRegistrationRepository(registrations)
                        .authorizedClientRepository(new NoTokensKept())
                        .loginPage(LOGIN)
                        .loginProcessingUrl(CALLBACK)
                        .authorizationEndpoint(asked -> asked.authorizationRequestRepository(new PendingLogins(PLACE))
                                .authorizationRequestResolver(asking(registrations)))
                        .tokenEndpoint(token -> token.accessTokenResponseClient(tokens()))
                        // What the ID token says is enough, and nobody is asked for more.
                        .userInfoEndpoint(user -> user.oidcUserService(
                                request -> new DefaultOidcUser(AuthorityUtils.NO_AUTHORITIES, request.getIdToken())))
                        .securityContextRepository(new NullSecurityContextRepository())
                        .successHandler(login)
                        .failureHandler(login)
                        .withObjectPostProcessor(tellingThatTheOtherHouseIsMissing()))
                .addFilterBefore(new RateLimitFilter(limits, refusals), OAuth2AuthorizationRequestRedirectFilter.class)
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.NEVER)
                        .sessionFixation(SessionManagementConfigurer.SessionFixationConfigurer::none))
                .exceptionHandling(e -> e.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY)))
                .build();
    }

    /** The other house is asked when the first person comes, and again until it answers: without it the rest runs as ever. */
    @Bean
    ClientRegistrationRepository otherHouse(OidcSettings settings) {
        settings.requireComplete();
        SingletonSupplier<ClientRegistration> registration = SingletonSupplier.of(() ->
                ClientRegistrations.fromOidcIssuerLocation(settings.issuer().toString())
                        .registrationId(ID)
                        .clientId(settings.clientId())
                        .clientSecret(settings.clientSecret())
                        .scope(OidcScopes.OPENID, OidcScopes.PROFILE)
                        .redirectUri("{baseUrl}" + CALLBACK)
                        .userInfoUri(null)
                        .build());
        return id -> ID.equals(id) ? registration.obtain() : null;
    }

    /** Issuer, audience, time and signature of an ID token; its nonce is compared by whoever has asked for it. */
    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens(Clock clock) {
        SingletonSupplier<RestTemplate> keys = SingletonSupplier.of(() -> new RestTemplate(patient()));
        return registration -> decoder(registration, keys.obtain(), clock);
    }

    private static NimbusJwtDecoder decoder(ClientRegistration registration, RestTemplate keys, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(
                        registration.getProviderDetails().getJwkSetUri())
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .restOperations(keys)
                .build();
        JwtTimestampValidator time = new JwtTimestampValidator();
        time.setClock(clock);
        OidcIdTokenValidator token = new OidcIdTokenValidator(registration);
        token.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(time, token));
        return decoder;
    }

    private static OAuth2AuthorizationRequestResolver asking(ClientRegistrationRepository registrations) {
        DefaultOAuth2AuthorizationRequestResolver theirs =
                new DefaultOAuth2AuthorizationRequestResolver(registrations, LOGIN);
        theirs.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        RequestMatcher begins = path(LOGIN);
        return new OAuth2AuthorizationRequestResolver() {
            @Override
            public OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
                return begins.matches(request) ? theirs.resolve(request, ID) : null;
            }

            @Override
            public OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registrationId) {
                return theirs.resolve(request, registrationId);
            }
        };
    }

    private static RestClientAuthorizationCodeTokenResponseClient tokens() {
        RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(RestClient.builder()
                .requestFactory(patient())
                .messageConverters(converters -> {
                    converters.clear();
                    converters.add(new FormHttpMessageConverter());
                    converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return tokens;
    }

    private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> tellingThatTheOtherHouseIsMissing() {
        return new ObjectPostProcessor<>() {
            @Override
            public <T extends OAuth2AuthorizationRequestRedirectFilter> T postProcess(T filter) {
                filter.setAuthenticationFailureHandler(OidcLogin::providerMissing);
                return filter;
            }
        };
    }

    private static SimpleClientHttpRequestFactory patient() {
        SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
        factory.setConnectTimeout(TIMEOUT);
        factory.setReadTimeout(TIMEOUT);
        return factory;
    }

    private static RequestMatcher path(String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(pattern);
    }

    /** We ask the other house for nothing more once we know who comes. */
    private static final class NoTokensKept implements OAuth2AuthorizedClientRepository {
        @Override
        public <T extends OAuth2AuthorizedClient> T loadAuthorizedClient(
                String registration, Authentication person, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication person,
                HttpServletRequest request,
                HttpServletResponse response) {
            // The tokens are forgotten with the call that brought them.
        }

        @Override
        public void removeAuthorizedClient(
                String registration, Authentication person, HttpServletRequest request, HttpServletResponse response) {
            // There is none.
        }
    }
}
