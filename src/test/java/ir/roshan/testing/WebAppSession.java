package ir.roshan.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Somebody who is logged in to Tasklist, Cockpit or Admin, and calls the engine's own API as their pages do. */
public final class WebAppSession {
    /** Where the web apps reach the engine. */
    public static final String ENGINE = "/camunda/api/engine/engine/default";

    /** Of every account that tests make. */
    public static final String PASSWORD = RoshanServer.PASSWORD;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = new JsonMapper();

    private final int port;
    private final String app;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();

    private String address = "127.0.0.1";

    private WebAppSession(int port, String app) {
        this.port = port;
        this.app = app;
    }

    /** What a login is answered, with any password and from anywhere; nobody need be logged in afterwards. */
    public static HttpResponse<String> login(int port, String app, String account, String password, String address) {
        WebAppSession session = new WebAppSession(port, app);
        session.address = address;
        session.openPage();
        String form = "username=" + encoded(account) + "&password=" + encoded(password);
        return session.exchange(
                "POST", "/camunda/api/admin/auth/user/default/login/" + app, "application/x-www-form-urlencoded", form);
    }

    /** A page as a browser gets it that comes for the first time. */
    public static HttpResponse<String> page(int port, String path) {
        return new WebAppSession(port, "welcome").exchange("GET", path, null, null);
    }

    /** What anybody is answered who calls for the first time, with no cookie and no token. */
    public static HttpResponse<String> first(int port, String method, String path) {
        return new WebAppSession(port, "welcome").exchange(method, path, null, null);
    }

    /** Somebody who has opened the page of an app and has not logged in. */
    public static WebAppSession stranger(int port, String app) {
        WebAppSession session = new WebAppSession(port, app);
        session.openPage();
        return session;
    }

    public static WebAppSession of(int port, String app, String account) {
        WebAppSession session = new WebAppSession(port, app);
        session.openPage();
        session.login(account);
        return session;
    }

    /** On the page as it is, whoever was logged in there before. */
    public void login(String account) {
        String form = "username=" + encoded(account) + "&password=" + encoded(RoshanServer.PASSWORD);
        Answer login = send(
                "POST", "/camunda/api/admin/auth/user/default/login/" + app, "application/x-www-form-urlencoded", form);
        assertThat(login.status()).as("login of %s: %s", account, login.body()).isEqualTo(200);
        // The login begins a new session, whose token comes with the next page.
        openPage();
    }

    /** Another browser with the same cookies, as they are now. */
    public WebAppSession copy() {
        WebAppSession copy = new WebAppSession(port, app);
        copy.cookies.putAll(cookies);
        return copy;
    }

    public record Answer(int status, String body) {
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public Answer get(String path) {
        return send("GET", path, null, null);
    }

    public Answer send(String method, String path, String json) {
        return send(method, path, "application/json", json);
    }

    public Answer send(String method, String path, String contentType, String body) {
        HttpResponse<String> response = exchange(method, path, contentType, body);
        return new Answer(response.statusCode(), response.body());
    }

    private HttpResponse<String> exchange(String method, String path, String contentType, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "application/json, text/html;q=0.9")
                .header("X-Forwarded-For", address)
                .header("X-XSRF-TOKEN", cookies.getOrDefault("XSRF-TOKEN", "none"))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (contentType != null) request.header("Content-Type", contentType);
        // By hand: the cookies are Secure, and this is plain HTTP on the machine itself.
        if (!cookies.isEmpty())
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(c -> c.getKey() + "=" + c.getValue())
                            .collect(Collectors.joining("; ")));
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString(UTF_8));
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A call as this session makes it, for bodies and headers that no page of theirs sends. */
    public Call with(Call call) {
        String sent = cookies.entrySet().stream()
                .map(c -> c.getKey() + "=" + c.getValue())
                .collect(Collectors.joining("; "));
        return call.header("Cookie", sent).header("X-XSRF-TOKEN", cookies.getOrDefault("XSRF-TOKEN", "none"));
    }

    /** Goes on from elsewhere, as the proxy in front tells. */
    public WebAppSession from(String address) {
        this.address = address;
        return this;
    }

    /** Any address, as the browser opens it; it follows no redirect. */
    public HttpResponse<String> open(String path) {
        return exchange("GET", path, null, null);
    }

    /** The page again, and with it the token of a session that has begun meanwhile. */
    public void reload() {
        openPage();
        openPage();
    }

    /** As the browser has it now. */
    public String cookie(String name) {
        return cookies.get(name);
    }

    /** The same browser, as a foreign page would use it: it sends the cookies and cannot know the token. */
    public WebAppSession withoutToken() {
        WebAppSession foreign = new WebAppSession(port, app);
        foreign.cookies.put("JSESSIONID", cookies.get("JSESSIONID"));
        return foreign;
    }

    private void openPage() {
        assertThat(get("/camunda/app/" + app + "/default/").status()).isEqualTo(200);
    }

    private void keep(String cookie) {
        String[] nameAndValue = cookie.split(";", 2)[0].split("=", 2);
        cookies.put(nameAndValue[0], nameAndValue[1]);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
