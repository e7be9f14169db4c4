package ir.roshan.cockpit;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

/**
 * What the web apps speak. Persian, unless a person has chosen English at the foot of a page: the language of their browser
 * says little, for in Iran it is often English.
 */
enum WebAppLanguage {
    PERSIAN("fa"),
    ENGLISH("en");

    /** Set by {@code web/dress/look.js}. */
    static final String COOKIE = "roshan-language";

    final String code;

    WebAppLanguage(String code) {
        this.code = code;
    }

    static WebAppLanguage of(HttpServletRequest request) {
        if (request.getCookies() != null)
            for (Cookie cookie : request.getCookies())
                if (cookie.getName().equals(COOKIE) && cookie.getValue().equals(ENGLISH.code)) return ENGLISH;
        return PERSIAN;
    }

    /** Of two texts the one in this language. */
    <T> T choose(T persian, T english) {
        return this == PERSIAN ? persian : english;
    }
}
