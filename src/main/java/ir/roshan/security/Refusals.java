package ir.roshan.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * How a shut door is told to the caller: 401 without an account, 403 with one, 404 where there is none, 429 to who tries too much,
 * 400 to a call that no browser and no client of good will makes. Implemented in {@code api}, in the form of all other problems.
 */
public interface Refusals extends AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {
    @Override
    void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException;

    @Override
    void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e) throws IOException;

    /** 404, with an account and without. */
    void nothingHere(HttpServletRequest request, HttpServletResponse response) throws IOException;

    /** 429, and when to come again. */
    void handle(HttpServletRequest request, HttpServletResponse response, TooManyAttempts e) throws IOException;

    @Override
    void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException e)
            throws IOException;
}
