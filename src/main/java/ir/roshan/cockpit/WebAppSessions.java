package ir.roshan.cockpit;

import ir.roshan.security.Accounts;
import ir.roshan.security.SessionAccounts;
import ir.roshan.security.Standing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.filter.util.CsrfConstants;
import org.springframework.stereotype.Component;

/**
 * Who is logged in to the web apps. A session bears what it rests on from its first moment ({@link SessionBeginning}), and
 * one that has an account without that is nobody's. What it rests on is read anew with each call, groups and all: whoever was
 * taken out of a group is out at once.
 */
@Component
class WebAppSessions implements SessionAccounts {
    /** Where Camunda keeps whoever is logged in. */
    static final String LOGGED_IN = "authenticatedUser";

    static final String GROUND = Ground.class.getName();

    /** What a session rests on. */
    static final class Ground {
        private volatile Standing standing;

        Ground(Standing standing) {
            this.standing = standing;
        }
    }

    private final Accounts accounts;

    WebAppSessions(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<SessionAccount> of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return name(session).map(name -> account(name, request, session));
    }

    @Override
    public boolean isSomebodys(HttpServletRequest request) {
        return name(request.getSession(false)).isPresent();
    }

    /** Whose session it is; a question mark where nobody has logged in. Asks nobody for rights. */
    static String nameOf(HttpServletRequest request) {
        return name(request.getSession(false)).orElse("?");
    }

    private static Optional<String> name(HttpSession session) {
        return session == null ? Optional.empty() : accountIn(session.getAttribute(LOGGED_IN));
    }

    @Override
    public boolean isSound(HttpSession session) {
        Optional<String> account = accountIn(session.getAttribute(LOGGED_IN));
        return account.isEmpty()
                || session.getAttribute(GROUND) instanceof Ground ground && isSound(account.get(), ground);
    }

    /** Looked up for each call: whoever is remembered may be somebody else of the same name by now. */
    private boolean isSound(String account, Ground ground) {
        Optional<Standing> now = accounts.standing(account).filter(ground.standing::holdsUnder);
        now.ifPresent(standing -> ground.standing = standing);
        return now.isPresent();
    }

    /** The session itself stays, with its token, so that the login page that comes next can be used at once. */
    @Override
    public void end(HttpSession session) {
        session.removeAttribute(GROUND);
        session.removeAttribute(LOGGED_IN);
    }

    @Override
    public void begin(HttpServletRequest request, String account) {
        Standing standing = accounts.standing(account).orElseThrow();
        AuthenticationUtil.revalidateSession(
                request, AuthenticationUtil.createAuthentication(ProcessEngines.NAME_DEFAULT, account));
        request.getSession().setAttribute(GROUND, new Ground(standing));
    }

    /** @param loggedIn what lies in a session under {@link #LOGGED_IN} */
    static Optional<String> accountIn(Object loggedIn) {
        return loggedIn instanceof Authentications all
                ? Optional.ofNullable(all.getAuthenticationForProcessEngine(ProcessEngines.NAME_DEFAULT))
                        .map(Authentication::getIdentityId)
                : Optional.empty();
    }

    private SessionAccount account(String name, HttpServletRequest request, HttpSession session) {
        // Looked at when the call came in, before anything was done in the session.
        Set<String> groups =
                session.getAttribute(GROUND) instanceof Ground ground ? ground.standing.groups() : Set.of();
        Object token = session.getAttribute(CsrfConstants.CSRF_TOKEN_SESSION_ATTR_NAME);
        return new SessionAccount(name, groups, hasToken(request, session), token == null ? null : token.toString());
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
