package ir.roshan.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;

/** One call through real HTTP, built up and then sent; what is answered is held against the {@link Contract}. */
public final class Call {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);

    private final String method;
    private final String template;
    private final HttpRequest.Builder request = HttpRequest.newBuilder().timeout(LONGEST_WAIT);
    private final String address;
    private String query = "";
    private BodyPublisher body = BodyPublishers.noBody();

    /**
     * @param template the path as the contract writes it; a path that is not in the contract is held to nothing but the
     *     form of a problem
     */
    Call(int port, String method, String template, Object... variables) {
        this.method = method;
        this.template = template;
        String path = template;
        for (Object variable : variables) path = path.replaceFirst("\\{[^}]*}", encoded(variable.toString()));
        address = "http://127.0.0.1:" + port + path;
    }

    /** An answer. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public JsonNode json() {
            try {
                return JSON.readTree(body());
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + body(), e);
            }
        }

        /** By JSON pointer, as text; empty where there is nothing. */
        public String at(String pointer) {
            return json().at(pointer).asText();
        }

        /** Empty where the header is missing. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public Call as(String account) {
        return as(account, RoshanServer.PASSWORD);
    }

    public Call as(String account, String password) {
        String credentials = Base64.getEncoder().encodeToString((account + ":" + password).getBytes(UTF_8));
        return header("Authorization", "Basic " + credentials);
    }

    public Call header(String name, String value) {
        request.header(name, value);
        return this;
    }

    /** Comes from elsewhere, as the proxy in front tells: tests do not share what an address may do. */
    public Call from(String address) {
        request.setHeader("X-Forwarded-For", address);
        return this;
    }

    public Call accept(String mediaTypes) {
        return header("Accept", mediaTypes);
    }

    public Call inEnglish() {
        return header("Accept-Language", "en");
    }

    public Call with(String parameter, Object value) {
        query += (query.isEmpty() ? "?" : "&") + parameter + "=" + encoded(value.toString());
        return this;
    }

    public Call json(String text) {
        return body("application/json", text.getBytes(UTF_8));
    }

    public Call csv(String text) {
        return body("text/csv", text.getBytes(UTF_8));
    }

    public Call body(String contentType, byte[] bytes) {
        body = BodyPublishers.ofByteArray(bytes);
        return header("Content-Type", contentType);
    }

    /** In chunks, so that the length is not announced. */
    public Call chunked(String contentType, byte[] bytes) {
        body = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
        return header("Content-Type", contentType);
    }

    /** @param status that is expected; any other is an error that shows the body */
    public Answer send(int status) {
        Answer answer = sendAnyhow();
        assertThat(answer.status())
                .as(() -> method + " " + template + " answered " + answer.body())
                .isEqualTo(status);
        return answer;
    }

    /** Whatever the status is; it must still be one of the contract. */
    public Answer sendAnyhow() {
        Answer answer = sendUnchecked();
        if (Contract.ours().operations().contains(method + " " + template)) {
            Contract.ours().check(method, template, answered(answer));
        } else if (answer.status() >= 400 && !method.equals("HEAD")) {
            assertThat(answer.header("Content-Type")).as(answer.body()).startsWith("application/problem+json");
            assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
        }
        return answer;
    }

    public Answer sendUnchecked() {
        try {
            HttpRequest built = request.uri(URI.create(address + query))
                    .method(method, body)
                    .build();
            return new Answer(CLIENT.send(built, BodyHandlers.ofString(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Contract.Answered answered(Answer answer) {
        return new Contract.Answered(
                answer.status(),
                answer.response().headers().firstValue("Content-Type").orElse(null),
                answer.body());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }
}
