package ir.roshan.security;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** When sessions began, by the clock that also tells when they are too old: a container has one of its own. */
@Component
class SessionAge implements HttpSessionListener {
    private static final String BEGUN = SessionAge.class.getName() + ".begun";

    private final Clock clock;
    private final WebSettings web;

    SessionAge(Clock clock, WebSettings web) {
        this.clock = clock;
        this.web = web;
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        event.getSession().setAttribute(BEGUN, clock.instant());
    }

    /** Whether it has lasted as long as a session may ({@link WebSettings#sessionLifetime}), however busy it was kept. */
    boolean isOver(HttpSession session) {
        Instant begun = (Instant) session.getAttribute(BEGUN);
        return clock.instant().isAfter(begun.plus(web.sessionLifetime()));
    }
}
