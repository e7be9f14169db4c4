package ir.roshan.cockpit;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * The web apps begin a session for whoever asks for a page, to give them a token. One in which nobody logs in is forgotten
 * early, so that a program that asks for thousands does not fill the memory; one in which somebody does lasts as it is set.
 */
@Component
class SessionOfNobody implements HttpSessionListener, HttpSessionAttributeListener {
    /** Long enough to look for one's password. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        forgetEarly(event.getSession());
    }

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
        if (event.getName().equals(WebAppSessions.LOGGED_IN)) {
            int minutes = event.getSession().getServletContext().getSessionTimeout();
            event.getSession()
                    .setMaxInactiveInterval((int) Duration.ofMinutes(minutes).toSeconds());
        }
    }

    @Override
    public void attributeRemoved(HttpSessionBindingEvent event) {
        if (event.getName().equals(WebAppSessions.LOGGED_IN)) {
            forgetEarly(event.getSession());
        }
    }

    private static void forgetEarly(HttpSession session) {
        session.setMaxInactiveInterval((int) KEPT.toSeconds());
    }
}
