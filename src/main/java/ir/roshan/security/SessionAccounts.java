package ir.roshan.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.Set;

/** The session that a dispatcher or manager has in Tasklist or Cockpit; it opens our own resources too. Implemented in {@code cockpit}. */
public interface SessionAccounts {
    /**
     * @param mayChange whether the call proves that it comes from our own pages, as every call that changes something must
     * @param token by which the next call can prove it; null where the session has none
     */
    record SessionAccount(String name, Set<String> groups, boolean mayChange, String token) {}

    /** @return empty if nobody is logged in; never begins a session */
    Optional<SessionAccount> of(HttpServletRequest request);

    /** Whether anybody has logged in; asks nobody for rights, and never begins a session. */
    boolean isSomebodys(HttpServletRequest request);

    /**
     * Whether the session may go on: nobody is logged in, or whoever is still has what it rests on.
     */
    boolean isSound(HttpSession session);

    /** Nobody is logged in there any more, whatever else is under way in the session. */
    void end(HttpSession session);

    /** Begins a new session of the account, in place of any that the call came with. Whoever calls has made sure who it is. */
    void begin(HttpServletRequest request, String account);
}
