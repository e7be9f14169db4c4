package ir.roshan.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import ir.roshan.security.VouchedAccounts.AccountTaken;
import ir.roshan.security.VouchedAccounts.Vouched;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * What becomes of somebody who comes back from the other house: the web apps' session of an account, or a page that says that
 * they may not come in.
 */
final class OidcLogin implements AuthenticationSuccessHandler, AuthenticationFailureHandler {
    private static final String NO_GROUP = "no_group";
    private static final String NO_ACCOUNT = "no_account";
    private static final String ACCOUNT_TAKEN = "account_taken";
    private static final int LONGEST_NAME = 255;

    private final OidcSettings settings;
    private final VouchedAccounts accounts;
    private final SessionAccounts sessions;
    private final AuditLog audit;

    OidcLogin(OidcSettings settings, VouchedAccounts accounts, SessionAccounts sessions, AuditLog audit) {
        this.settings = settings;
        this.accounts = accounts;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** @throws OAuth2AuthenticationException if the person is who they say, and has no place here */
    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        Vouched person = person(((OidcUser) authentication.getPrincipal()).getIdToken());
        try {
            accounts.keep(person);
        } catch (AccountTaken e) {
            throw new OAuth2AuthenticationException(new OAuth2Error(ACCOUNT_TAKEN), e);
        }
        if (person.groups().isEmpty()) {
            throw new OAuth2AuthenticationException(NO_GROUP);
        }
        audit.append(person.account(), AuditLog.Deed.LOGGED_IN, CallerAddress.of(request), "OpenID Connect");
        sessions.begin(request, person.account());
        page(response, HttpStatus.OK, "ورود انجام شد", "به سامانه وارد شدید.", webAppOf(person.groups()));
    }

    /** What was never asked for is not written down: anybody could fill the log with it. */
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e) throws IOException {
        String reason = e instanceof OAuth2AuthenticationException oauth
                ? oauth.getError().getErrorCode()
                : "unknown";
        if (!reason.equals("authorization_request_not_found")) {
            audit.append(
                    "?",
                    AuditLog.Deed.LOGIN_FAILED,
                    CallerAddress.of(request),
                    "OpenID Connect: " + (reason.matches("[a-z_]{1,60}") ? reason : "unknown"));
        }
        String text = switch (reason) {
            case NO_GROUP, NO_ACCOUNT ->
                "حساب شما در این سامانه دسترسی ندارد. از راهبر سامانه بخواهید آن را برقرار کند.";
            case ACCOUNT_TAKEN ->
                "نام کاربری شما در این سامانه متعلق به شخص دیگری است. از راهبر سامانه بخواهید آن را بررسی کند.";
            default -> "ورود شما تأیید نشد. دوباره تلاش کنید.";
        };
        page(response, HttpStatus.FORBIDDEN, "ورود انجام نشد", text, null);
    }

    /** The other house does not answer, or not as it should. Accounts with a password come in as ever. */
    static void providerMissing(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        page(
                response,
                HttpStatus.SERVICE_UNAVAILABLE,
                "ورود یکپارچه در دسترس نیست",
                "سامانهٔ ورود یکپارچه پاسخ نمی‌دهد. کمی بعد دوباره تلاش کنید یا با حساب همین سامانه وارد شوید.",
                null);
    }

    private Vouched person(OidcIdToken token) {
        String name = Objects.toString(token.getClaims().get(settings.accountClaim()), "");
        String account = name.toLowerCase(Locale.ROOT).replaceAll("[@._]", "-");
        if (!account.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw new OAuth2AuthenticationException(NO_ACCOUNT);
        }
        Object groups = token.getClaims().get(settings.groupsClaim());
        List<String> theirs = groups instanceof List<?> many
                ? many.stream().map(String::valueOf).toList()
                : groups instanceof String one ? List.of(one) : List.of();
        return new Vouched(
                token.getIssuer().toString(),
                token.getSubject(),
                account,
                shown(token.getGivenName(), account),
                shown(token.getFamilyName(), ""),
                settings.oursFor(theirs));
    }

    private static String shown(String name, String otherwise) {
        String shown = name == null || name.isBlank() ? otherwise : name.strip();
        return shown.substring(0, Math.min(shown.length(), LONGEST_NAME));
    }

    private static String webAppOf(Set<String> groups) {
        if (groups.contains(Accounts.DISPATCHERS)) {
            return "tasklist";
        }
        return groups.contains(Accounts.MANAGERS)
                ? "cockpit"
                : groups.contains(Accounts.ADMINISTRATORS) ? "admin" : "welcome";
    }

    /**
     * A page and not a redirect: the browser takes a redirect from here for one of the other house's, and would not show the
     * cookie of the session that has just begun.
     */
    private static void page(HttpServletResponse response, HttpStatus status, String title, String text, String webApp)
            throws IOException {
        String address = webApp == null ? "../app/welcome/default/" : "../app/" + webApp + "/default/";
        String onwards = webApp == null ? "" : "<meta http-equiv=\"refresh\" content=\"0;url=" + address + "\">";
        response.setStatus(status.value());
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(UTF_8.name());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getWriter()
                .write("""
                <!doctype html>
                <html lang="fa" dir="rtl">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">%s<title>%s</title></head>
                <body><h1>%s</h1><p>%s</p><p><a href="%s">%s</a></p></body>
                </html>
                """.formatted(onwards, title, title, text, address, webApp == null ? "صفحهٔ ورود" : "ادامه"));
    }
}
