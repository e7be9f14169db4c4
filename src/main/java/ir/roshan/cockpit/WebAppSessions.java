package ir.roshan.cockpit;

import ir.roshan.security.Accounts;
import ir.roshan.security.SessionAccounts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.filter.util.CsrfConstants;
import org.springframework.stereotype.Component;

/** Who is logged in to the web apps. The groups are read anew at each call: whoever was taken out of a group is out at once. */
@Component
class WebAppSessions implements SessionAccounts {
    private final Accounts accounts;

    WebAppSessions(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<SessionAccount> of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(AuthenticationUtil.getAuthsFromSession(session))
                .map(all -> all.getAuthenticationForProcessEngine(ProcessEngines.NAME_DEFAULT))
                .map(Authentication::getIdentityId)
                .map(name -> account(name, request, session));
    }

    @Override
    public void begin(HttpServletRequest request, String account) {
        AuthenticationUtil.revalidateSession(
                request, AuthenticationUtil.createAuthentication(ProcessEngines.NAME_DEFAULT, account));
    }

    private SessionAccount account(String name, HttpServletRequest request, HttpSession session) {
        Set<String> groups = accounts.groupsOf(name);
        return new SessionAccount(name, groups, hasToken(request, session));
    }

    private static boolean hasToken(HttpServletRequest request, HttpSession session) {
        Object expected = session.getAttribute(CsrfConstants.CSRF_TOKEN_SESSION_ATTR_NAME);
        String sent = request.getHeader(CsrfConstants.CSRF_TOKEN_HEADER_NAME);
        return expected != null
                && sent != null
                && MessageDigest.isEqual(
                        expected.toString().getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
