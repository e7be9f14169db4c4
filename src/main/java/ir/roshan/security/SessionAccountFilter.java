package ir.roshan.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets the session of Tasklist or Cockpit in, where no account came with the call itself. */
final class SessionAccountFilter extends OncePerRequestFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private static final String TOKEN = "X-XSRF-TOKEN";

    private final SessionAccounts sessions;
    private final Refusals refusals;

    SessionAccountFilter(SessionAccounts sessions, Refusals refusals) {
        this.sessions = sessions;
        this.refusals = refusals;
    }

    /** Whoever works here and looks at their own is a subscriber there, like everybody: the web apps' session is nobody's. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return AskedPath.of(request).startsWith("/api/v1/my/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        if (known == null || known instanceof AnonymousAuthenticationToken) {
            Optional<SessionAccounts.SessionAccount> account = sessions.of(request);
            if (account.isPresent()) {
                if (!READING.contains(request.getMethod()) && !account.get().mayChange()) {
                    refusals.handle(request, response, new AccessDeniedException("the session's token is missing"));
                    return;
                }
                giveToken(account.get(), request, response);
                SecurityContextHolder.getContext()
                        .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                                account.get().name(),
                                null,
                                AuthorityUtils.createAuthorityList(
                                        List.copyOf(account.get().groups()))));
            }
        }
        chain.doFilter(request, response);
    }

    /**
     * The web apps' token lies in a cookie that pages outside of {@code /camunda} cannot read. Another site's page reads no answer of
     * ours, and can send this header to nobody who has not named it. It comes with what needs an account alone: other answers are
     * kept by whoever stands between.
     */
    private static void giveToken(
            SessionAccounts.SessionAccount account, HttpServletRequest request, HttpServletResponse response) {
        boolean asks = AskedPath.of(request).startsWith("/api/v1/operations/")
                && READING.contains(request.getMethod())
                && "XMLHttpRequest".equals(request.getHeader("X-Requested-With"));
        if (asks && account.token() != null) response.setHeader(TOKEN, account.token());
    }
}
