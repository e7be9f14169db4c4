package ir.roshan.cockpit;

import ir.roshan.security.Accounts;
import ir.roshan.security.AuditLog;
import ir.roshan.security.CallerAddress;
import ir.roshan.security.Logins;
import ir.roshan.security.Standing;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The moment at which a login of the web apps puts an account into a new session: it is written down, and the session gets
 * what it rests on, which is the very password that was compared in this call. If either fails the session is nobody's.
 */
@Component
class SessionBeginning implements HttpSessionAttributeListener {
    private final Accounts accounts;
    private final AuditLog audit;

    /** Lazily: listeners are made before there is an engine. */
    SessionBeginning(@Lazy Accounts accounts, @Lazy AuditLog audit) {
        this.accounts = accounts;
        this.audit = audit;
    }

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
        if (event.getName().equals(WebAppSessions.LOGGED_IN)) {
            WebAppSessions.accountIn(event.getValue())
                    .flatMap(account ->
                            Logins.proven().filter(proven -> proven.account().equals(account)))
                    .ifPresent(proven -> begin(event.getSession(), proven));
        }
    }

    private void begin(HttpSession session, Logins.Proven proven) {
        audit.append(
                proven.account(),
                AuditLog.Deed.LOGGED_IN,
                CallerAddress.current().orElse(null),
                null);
        Standing standing = new Standing(proven.kept(), accounts.groupsOf(proven.account()));
        session.setAttribute(WebAppSessions.GROUND, new WebAppSessions.Ground(standing));
    }
}
