package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.Call;
import ir.roshan.testing.OnH2;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every door of the application, and what each answer tells a browser. */
@OnH2
@ExtendWith(OutputCaptureExtension.class)
class DoorsTest extends RoshanServer {
    private static final String WEB_APP = "GET /camunda/app/{app:tasklist|cockpit|admin|welcome}";

    /** What anybody may call, the web apps' dress before their login included; whatever else is mapped needs an account. */
    private static final Set<String> PUBLIC = Set.of(
            "POST /api/v1/requests",
            "GET /api/v1/requests/{trackingCode}",
            "POST /api/v1/requests/{trackingCode}/withdrawal",
            "POST /api/v1/requests/{trackingCode}/still-out",
            "POST /api/v1/requests/{trackingCode}/danger",
            "POST /api/v1/requests/{trackingCode}/remark",
            "PUT /api/v1/requests/{trackingCode}/feedback",
            "GET /api/v1/planned-outages",
            "POST /api/v1/place-status",
            "DELETE /api/v1/my/session",
            "POST /api/v1/my/codes",
            "POST /api/v1/my/session",
            "POST /api/v1/calendars",
            "GET /api/v1/calendars/{token}.ics",
            "DELETE /api/v1/calendars/{token}.ics",
            "GET /api/v1/inbound-sms/{secret}",
            "POST /api/v1/inbound-sms/{secret}",
            "GET /api/v1/stops/{token}",
            "POST /api/v1/stops/{token}",
            "POST /api/v1/requests/{trackingCode}/plan-stop",
            "GET /api/v1/outages",
            "GET /api/v1/map",
            "GET /api/v1/map/districts",
            "GET /api/v1/map/outages",
            "GET /api/v1/agreement",
            "GET /.well-known/security.txt",
            WEB_APP + "/camunda-{same:tasklist|cockpit|admin|welcome}-bootstrap.css",
            WEB_APP + "/locales/fa.json",
            WEB_APP + "/scripts/config.js",
            WEB_APP
                    + "/scripts/{script:lost-line|look|login|accessible|open-task|process-steps|tasklist-plugins|cockpit-plugins}.js",
            WEB_APP + "/styles/logo",
            WEB_APP + "/styles/user-styles.css",
            "GET /actuator/health",
            "GET /actuator/health/**");

    @Autowired
    private List<RequestMappingInfoHandlerMapping> mappings;

    private Set<String> mapped() {
        Set<String> all = new TreeSet<>();
        for (RequestMappingInfoHandlerMapping mapping : mappings)
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet())
                for (String pattern : info.getPatternValues()) {
                    if (info.getMethodsCondition().getMethods().isEmpty()) all.add("GET " + pattern);
                    info.getMethodsCondition().getMethods().forEach(method -> all.add(method + " " + pattern));
                }
        return all;
    }

    @Test
    void whatIsNotListedAsPublicNeedsAnAccount() {
        Set<String> all = mapped();
        assertThat(all).containsAll(PUBLIC).hasSizeGreaterThan(25);
        Set<String> open = new TreeSet<>();
        for (String mapping : all) {
            String[] methodAndPath = mapping.split(" ", 2);
            String path = methodAndPath[1].replace("**", "db").replaceAll("\\{[^}]*}", "1");
            Call.Answer answer = call(methodAndPath[0], path).from(newAddress()).sendUnchecked();
            // What nobody has listed is as absent as what does not exist; what a public door does not find says so
            // otherwise.
            boolean shut = answer.status() == 401 || mapping.equals("GET /error") && answer.status() == 404;
            if (!shut) open.add(mapping);
        }
        assertThat(open).containsExactlyInAnyOrderElementsOf(withoutDetails(all));
    }

    /** A part of the health that is not listed is shut as well, although its mapping is the same. */
    private static Set<String> withoutDetails(Set<String> all) {
        Set<String> open = new TreeSet<>(PUBLIC);
        open.remove("GET /actuator/health/**");
        open.retainAll(all);
        return open;
    }

    /** Below an inner door everything needs an account, there or not; elsewhere what nobody named is absent, there or not. */
    @ParameterizedTest
    @CsvSource({
        "/actuator/sbom, 401, 403",
        "/actuator/env, 401, 403",
        "/actuator/nothing, 401, 403",
        "/api/v1/operations, 401, 403",
        "/api/v1/operations/nothing, 401, 403",
        "/sbom, 404, 404",
        "/h2-console, 404, 404",
        "/engine-rest/task, 404, 404",
        "/v3/api-docs, 404, 404",
        "/application.yaml, 404, 404",
        "/error, 404, 404",
        "/anything, 404, 404",
        "/oauth2/authorization/operators, 404, 404",
        "/login, 404, 404",
        "/META-INF/sbom/application.cdx.json, 404, 404",
        "/camunda/oidc/login, 404, 404",
        "/camunda/oidc/callback, 404, 404"
    })
    void whatNobodyNamedIsShut(String path, int withoutAccount, int withAccount) {
        assertThat(get(path).sendUnchecked().status()).isEqualTo(withoutAccount);
        assertThat(get(path).as("website").sendUnchecked().status()).isEqualTo(withAccount);
    }

    @Test
    void whereNobodyVouchesTheLoginPagesLeadNowhereElse() {
        assertThat(get("/camunda/app/tasklist/scripts/config.js")
                        .sendUnchecked()
                        .body())
                .contains("export default")
                .doesNotContain("roshanSingleSignOn");
    }

    @Test
    void aPageIsToldWhatItMayDo() {
        var page = get("/").sendUnchecked();
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
                .doesNotContain("unsafe-inline", "unsafe-eval");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
    }

    @Test
    void behindTlsABrowserIsToldToStayThere() {
        assertThat(get("/").sendUnchecked().header("Strict-Transport-Security")).isEmpty();
        assertThat(get("/").header("X-Forwarded-Proto", "https").sendUnchecked().header("Strict-Transport-Security"))
                .contains("max-age=31536000");
    }

    /** Whoever watches the service sees that it is up; what it is made of is for administrators. */
    @Test
    void healthIsPublicAndItsDetailAndFiguresAreNot() {
        for (String part : List.of("", "/liveness", "/readiness")) {
            assertThat(get("/actuator/health" + part).sendUnchecked().json().toString())
                    .as(part)
                    .doesNotContain("components", "details", "database")
                    .contains("\"status\":\"UP\"");
            assertThat(get("/actuator/health" + part)
                            .as("manager")
                            .sendUnchecked()
                            .json()
                            .has("components"))
                    .isFalse();
        }
        assertThat(get("/actuator/health").as("admin").sendUnchecked().json().has("components"))
                .isTrue();
        for (String figures : List.of("/actuator/prometheus", "/actuator/info")) {
            assertThat(get(figures).sendUnchecked().status()).isEqualTo(401);
            assertThat(get(figures).as("manager").sendUnchecked().status()).isEqualTo(403);
            assertThat(get(figures).as("admin").sendUnchecked().status()).isEqualTo(200);
        }
    }

    /** Whoever could begin a line of the log could write in it what has never happened. */
    @Test
    void nobodyBeginsALineOfTheLog(CapturedOutput log) {
        String forged = "\r\n2026-01-01T00:00:00Z INFO forged-entry";
        get("/api/v1/requests/{trackingCode}", forged).sendUnchecked();
        get("/api/v1/nothing/{any}", forged).sendUnchecked();
        get("/api/v1/agreement").as("admin" + forged, "x" + forged).sendUnchecked();
        get("/api/v1/operations/audit").as("admin").with("account", forged).sendUnchecked();
        call("PUT", "/api/v1/operations/service-points")
                .as("admin")
                .csv("bill_id,district\n\"" + forged + "\",1\n")
                .sendUnchecked();
        String code = post("/api/v1/requests")
                .json(
                        "{\"address\": \"خیابان ارم، پلاک ۱\", \"mobile\": \"%s\", \"description\": \"x\\r\\n2026 forged-entry\"}"
                                .formatted(anotherMobile()))
                .send(201)
                .at("/trackingCode");
        assertThat(track(code).body()).doesNotContain("forged-entry");
        WebAppSession.login(port(), "cockpit", "manager" + forged, forged, newAddress());
        assertThat(log.getAll().lines().filter(line -> line.contains("forged-entry")))
                .isEmpty();
    }

    /** Without the header a browser keeps the answer from the page, and never sends what needs leave. */
    @Test
    void nobodysPageMayCallUnlessItIsNamed() {
        var answer = get("/api/v1/agreement")
                .header("Origin", "https://evil.example")
                .sendUnchecked();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        var preflight = call("OPTIONS", "/api/v1/requests")
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .sendUnchecked();
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(preflight.header("Access-Control-Allow-Headers")).isEmpty();
    }

    @Test
    void whoFindsAHoleFindsWhomToTell() {
        var text = get("/.well-known/security.txt").sendUnchecked();
        assertThat(text.status()).isEqualTo(200);
        assertThat(text.header("Content-Type")).startsWith("text/plain");
        assertThat(text.body())
                .containsPattern("(?m)^Contact: (mailto|https|tel):\\S+$")
                .containsPattern("(?m)^Expires: 20\\S+Z$");
    }

    @Test
    void aSessionEndsHoweverBusyItIs() {
        WebAppSession manager = WebAppSession.of(port(), "cockpit", "manager");
        String task = WebAppSession.ENGINE + "/task/count";
        assertThat(manager.get(task).status()).isEqualTo(200);
        clock.shift(Duration.ofHours(11));
        assertThat(manager.get(task).status()).isEqualTo(200);
        clock.shift(Duration.ofMinutes(61));
        assertThat(manager.get(task).status()).isEqualTo(401);
    }
}
