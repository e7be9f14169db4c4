package ir.roshan.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.web.util.WebUtils;

/**
 * Who has gone to the other house to log in, and is expected back. The web apps' session cannot remember it: its cookie is
 * {@code SameSite=Strict}, and a browser that is sent back from there does not show it. Kept in this node, as sessions are.
 */
final class PendingLogins implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {
    static final String COOKIE = "roshan-login";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int EXPECTED = 10_000;
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Cache<String, OAuth2AuthorizationRequest> expected = Caffeine.newBuilder()
            .maximumSize(EXPECTED)
            .expireAfterWrite(PATIENCE)
            .build();
    private final String path;

    /** @param path to which alone the browser shows the cookie */
    PendingLogins(String path) {
        this.path = path;
    }

    @Override
    public OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        String id = id(request);
        OAuth2AuthorizationRequest asked = id == null ? null : expected.getIfPresent(id);
        boolean answersIt =
                asked != null && Objects.equals(asked.getState(), request.getParameter(OAuth2ParameterNames.STATE));
        return answersIt ? asked : null;
    }

    @Override
    public void saveAuthorizationRequest(
            OAuth2AuthorizationRequest asked, HttpServletRequest request, HttpServletResponse response) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        expected.put(id, asked);
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(id, request, PATIENCE));
    }

    /** An answer counts once. */
    @Override
    public OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        OAuth2AuthorizationRequest asked = loadAuthorizationRequest(request);
        if (asked != null) {
            expected.invalidate(id(request));
            response.addHeader(HttpHeaders.SET_COOKIE, cookie("", request, Duration.ZERO));
        }
        return asked;
    }

    private static String id(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null ? null : cookie.getValue();
    }

    private String cookie(String value, HttpServletRequest request, Duration maxAge) {
        return ResponseCookie.from(COOKIE, value)
                .path(path)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(maxAge)
                .build()
                .toString();
    }
}
