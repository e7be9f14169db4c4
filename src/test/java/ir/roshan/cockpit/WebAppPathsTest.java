package ir.roshan.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.OnH2;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Below /camunda an address has one spelling, and none is repeated in the log. */
@OnH2
@ExtendWith(OutputCaptureExtension.class)
class WebAppPathsTest extends RoshanServer {
    private static final String TYPED = "09121234567";

    /** As it is, which no client of good will does. */
    private String answer(String method, String address, String cookies) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write((method + " " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + cookies
                            + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String cookies(WebAppSession session) {
        return "Cookie: JSESSIONID=" + session.cookie("JSESSIONID") + "; XSRF-TOKEN=" + session.cookie("XSRF-TOKEN")
                + "\r\nX-XSRF-TOKEN: " + session.cookie("XSRF-TOKEN") + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda//api/engine/engine/default/user/" + TYPED,
                "/camunda/api/%65ngine/engine/default/user/" + TYPED,
                "/camunda/api/engine/engine/de%66ault/user/" + TYPED,
                "/%63amunda/api/engine/engine/default/user/" + TYPED,
                "//camunda/api/" + TYPED,
                "/camunda/./api/engine/" + TYPED,
                "/x/../camunda/api/engine/" + TYPED,
                "/camunda/api/x/../engine/" + TYPED,
                "/camunda/api/x/%2e%2e/engine/" + TYPED,
                "/camunda/api;a=b/engine/" + TYPED,
                "/camunda/api/engine/" + TYPED + ";a=b",
                "/camunda/api/engine/%3b" + TYPED,
                "/camunda/api/engine\\" + TYPED,
                "/camunda/api/engine%5c" + TYPED,
                "/camunda/api/engine%2f" + TYPED,
                "/camunda/api/engine/%0d%0a2026" + TYPED,
                "/camunda/api/engine/%00" + TYPED,
                "/camunda/api/engine/%e2%80%ae" + TYPED,
                "/camunda/api/engine/%ff" + TYPED,
                "/camunda/api/engine/%" + TYPED,
                "/camunda/app//tasklist/default/" + TYPED,
                "/camunda/%61pp/tasklist/" + TYPED,
                "/camunda//oidc/login" + TYPED,
                "/camunda-welcome//" + TYPED,
                "/camunda/api/engine/{" + TYPED + "}",
                "/camunda/api/engine/<" + TYPED
            })
    void whatIsSpelledOtherwiseIsA400ToEverybody(String address, CapturedOutput log) throws IOException {
        WebAppSession admin = WebAppSession.of(port(), "cockpit", "admin");
        for (String method : List.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD")) {
            for (String who : List.of("", cookies(admin))) {
                String answer = answer(method, address, who);
                assertThat(answer.lines().findFirst())
                        .as(method + " " + answer)
                        .hasValueSatisfying(line -> assertThat(line).startsWith("HTTP/1.1 400"));
                assertThat(answer).doesNotContain("Exception", "org.", TYPED);
            }
        }
        assertThat(log.getAll()).doesNotContain(TYPED, "ERROR", "\tat ");
    }

    /** Of whoever is logged in as well, and by whatever door they ask. */
    @Test
    void whatIsNotThereIsNoFailure(CapturedOutput log) throws IOException {
        WebAppSession admin = WebAppSession.of(port(), "cockpit", "admin");
        for (String address : List.of(
                "/camunda/app/none/" + TYPED,
                "/camunda/app/none/default/",
                "/camunda/app/tasklist/" + TYPED,
                "/camunda/app/tasklist/" + TYPED + "/",
                "/camunda/app/cockpit/" + TYPED + "/setup/",
                "/camunda/app/admin/scripts/",
                "/camunda/app/cockpit/default/" + TYPED,
                "/camunda/api/engine/engine/" + TYPED + "/task",
                "/camunda/api/engine/engine/default/user/" + TYPED + "/profile",
                "/camunda/api/engine/engine/default/task/" + TYPED,
                "/camunda/api/engine/engine/default/filter/" + TYPED + "/list?maxResults=1",
                "/camunda/api/engine/engine/default/" + TYPED,
                "/camunda/api/engine/engine/default/user/a%20b" + TYPED + "/profile",
                "/camunda/api/cockpit/plugin/base/" + TYPED + "/process-definition/x",
                "/camunda/api/cockpit/plugin/" + TYPED,
                "/camunda/api/admin/auth/user/" + TYPED,
                "/camunda/lib/" + TYPED,
                "/camunda/api/engine/" + TYPED.repeat(200),
                "/camunda/" + TYPED)) {
            for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
                for (String who : List.of("", cookies(admin))) {
                    String answer = answer(method, address, who);
                    assertThat(answer.lines().findFirst())
                            .as(method + " " + address + answer)
                            .hasValueSatisfying(line -> assertThat(line).matches("HTTP/1.1 (2|3|4)\\d\\d.*"));
                }
            }
        }
        assertThat(log.getAll()).doesNotContain(TYPED, "\tat ");
    }

    @Test
    void thePagesAreThereAsBefore() {
        for (String app : List.of("welcome", "tasklist", "cockpit", "admin")) {
            assertThat(WebAppSession.page(port(), "/camunda/app/" + app + "/default/")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(WebAppSession.page(port(), "/camunda/app/" + app + "/").statusCode())
                    .isEqualTo(302);
        }
        assertThat(WebAppSession.page(port(), "/camunda/app/tasklist/camunda-tasklist-bootstrap.js")
                        .statusCode())
                .isEqualTo(200);
        WebAppSession admin = WebAppSession.of(port(), "cockpit", "admin");
        String definition = admin.get(WebAppSession.ENGINE + "/process-definition?key=OutageProcess&maxResults=1")
                .json()
                .get(0)
                .get("id")
                .textValue();
        for (String id : List.of(definition, definition.replace(":", "%3A"))) {
            assertThat(admin.get(WebAppSession.ENGINE + "/process-definition/" + id)
                            .status())
                    .isEqualTo(200);
        }
    }
}
