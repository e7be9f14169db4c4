package ir.roshan.api;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import ir.roshan.request.TrackingCode;
import ir.roshan.testing.Call;
import ir.roshan.testing.Contract;
import ir.roshan.testing.OnH2;
import ir.roshan.testing.RoshanServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Thousands of calls made from the contract and then spoilt: types, lengths, encodings, structure, media types, methods. None
 * may be answered with a failure of ours, or leave half of something behind. By default 2,000; as many as
 * {@code -Droshan.fuzz.requests=10000} says, and {@code -Droshan.fuzz.seed} repeats a run.
 */
@OnH2
class FuzzTest extends RoshanServer {
    private static final int REQUESTS = Integer.getInteger("roshan.fuzz.requests", 2_000);
    private static final long SEED = Long.getLong("roshan.fuzz.seed", 1405_09_02L);

    private static final List<String> WORDS = List.of(
            "",
            " ",
            "null",
            "true",
            "-1",
            "0",
            "1e999",
            "99999999999999999999999999",
            "NaN",
            "09121234567",
            "۰۹۱۲۱۲۳۴۵۶۷",
            "+98 912 123 45 67",
            "1234567804423",
            "2234322344613",
            "2026-11-23T10:00:00Z",
            "2026-11-23T10:00:00",
            "1405/13/40",
            "9999-12-31T23:59:59.999999999+18:00",
            "<script>alert(1)</script>",
            "{{constructor.constructor('x')()}}",
            "${''.getClass()}",
            "'; DROP TABLE outage; --",
            "../../etc/passwd",
            "%00",
            "\u0000",
            "\u202E\u2066",
            "\uD800",
            "😀😀😀😀😀😀",
            "خیابان می‌روم",
            "\r\nX-Injected: 1",
            "=cmd|' /C calc'!A0",
            "NONE",
            "none",
            "WIRE_DOWN",
            "EMERGENCY");

    private static final List<String> ACCOUNTS =
            List.of("", "", "website", "dispatcher-1", "manager", "admin", "kiosk", "nobody");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json",
            "application/json",
            "application/json",
            "text/csv",
            "text/plain",
            "application/xml",
            "application/json;charset=utf-16",
            "multipart/form-data; boundary=x",
            "x");

    private final Random random = new Random(SEED);
    private final JsonNode contract;

    FuzzTest() throws IOException {
        contract = new YAMLMapper().readTree(Path.of("docs/api/openapi.yaml").toFile());
    }

    @Test
    void nothingThatIsSentMakesItFail() {
        String known = post("/api/v1/requests")
                .json("{\"address\": \"خیابان ارم، پلاک ۱\", \"mobile\": \"%s\"}".formatted(anotherMobile()))
                .send(201)
                .at("/trackingCode");
        List<String> operations = new ArrayList<>(Contract.ours().operations());
        Map<String, Long> before = registered();
        Map<Integer, Integer> answers = new TreeMap<>();
        int created = 0;
        for (int n = 0; n < REQUESTS; n++) {
            String operation = operations.get(random.nextInt(operations.size()));
            // Reports are what a stranger sends most.
            if (random.nextInt(3) == 0) operation = "POST /api/v1/requests";
            Call.Answer answer = fuzzed(operation, known).sendUnchecked();
            String which =
                    "seed " + SEED + ", call " + n + ", " + operation + ": " + answer.status() + " " + answer.body();
            assertThat(answer.status()).as(which).isLessThan(500);
            if (answer.status() >= 400) {
                assertNothingInternal(answer);
                assertThat(answer.header("Content-Type")).as(which).startsWith("application/problem+json");
            }
            if (answer.status() == 201 && answer.header("Location").startsWith("/api/v1/requests/")) created++;
            answers.merge(answer.status(), 1, Integer::sum);
        }
        // Something passes, and something is refused for each kind of reason: otherwise nothing was tried.
        assertThat(answers).as("answers").containsKeys(200, 201, 400, 401, 403, 404, 415);
        Map<String, Long> after = registered();
        for (String part : List.of("requests", "timeline", "messages", "process instances"))
            assertThat(after.get(part) - before.get(part)).as(part).isEqualTo(created);
    }

    private Call fuzzed(String operation, String known) {
        String[] methodAndPath = operation.split(" ", 2);
        JsonNode described =
                contract.path("paths").path(methodAndPath[1]).path(methodAndPath[0].toLowerCase(java.util.Locale.ROOT));
        String method = random.nextInt(25) == 0
                ? List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD").get(random.nextInt(6))
                : methodAndPath[0];
        String variable = switch (random.nextInt(4)) {
            case 0, 1 -> known;
            case 2 -> TrackingCode.draw().value();
            default -> word().replaceAll("[\\uD800-\\uDFFF]", "x") + "x";
        };
        Call call = call(method, methodAndPath[1], variable).from(newAddress());
        String account = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
        if (!account.isEmpty()) call.as(account);
        if (random.nextInt(10) == 0)
            call.accept(List.of("text/csv", "image/png", "*/*").get(random.nextInt(3)));
        described.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query") && random.nextBoolean())
                call.with(parameter.path("name").asText(), word().replaceAll("[\\uD800-\\uDFFF]", "x"));
        });
        JsonNode content = described.path("requestBody").path("content");
        if (!content.isMissingNode() || random.nextInt(8) == 0) {
            String type = content.has("text/csv") && random.nextBoolean()
                    ? "text/csv"
                    : TYPES.get(random.nextInt(TYPES.size()));
            byte[] body = type.equals("text/csv")
                    ? table()
                    : spoilt(object(content.path("application/json").path("schema")));
            if (random.nextInt(10) == 0) call.chunked(type, body);
            else call.body(type, body);
        }
        if (random.nextInt(12) == 0) call.header("Idempotency-Key", "k" + random.nextInt(50));
        return call;
    }

    private String word() {
        String word = WORDS.get(random.nextInt(WORDS.size()));
        return random.nextInt(30) == 0 ? word.repeat(1 + random.nextInt(2_000)) : word;
    }

    /** An object of the schema: members that it names, most of them right, some of another type. */
    private String object(JsonNode schema) {
        Map<String, JsonNode> members = new TreeMap<>();
        collect(schema, members);
        List<String> written = new ArrayList<>();
        members.forEach((name, member) -> {
            boolean needed = name.matches("mobile|address|mobileLast4|rating|billId");
            if (random.nextInt(needed ? 6 : 3) == 0 && needed || !needed && random.nextInt(3) > 0) return;
            written.add('"' + name + "\": " + (random.nextInt(10) == 0 ? any(0) : right(name, member)));
        });
        if (random.nextInt(20) == 0) written.add("\"unknown\": " + any(0));
        if (random.nextInt(20) == 0 && !written.isEmpty()) written.add(written.get(0));
        return "{" + String.join(", ", written) + "}";
    }

    private void collect(JsonNode schema, Map<String, JsonNode> into) {
        JsonNode resolved = resolved(schema);
        resolved.path("allOf").forEach(part -> collect(part, into));
        resolved.path("properties").properties().forEach(p -> into.put(p.getKey(), resolved(p.getValue())));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? contract.at(node.get("$ref").textValue().substring(1)) : node;
    }

    private String right(String name, JsonNode member) {
        if (member.path("enum").isArray())
            return '"'
                    + member.path("enum")
                            .get(random.nextInt(member.path("enum").size()))
                            .asText()
                    + '"';
        return switch (name) {
            case "mobile" -> "\"09121234567\"";
            case "mobileLast4" -> "\"4567\"";
            case "billId" -> '"' + unknownBillId() + '"';
            case "address" -> "\"خیابان " + random.nextInt(1000) + "، پلاک ۱\"";
            default ->
                switch (member.path("type").asText()) {
                    case "integer" -> Integer.toString(1 + random.nextInt(5));
                    case "boolean" -> Boolean.toString(random.nextBoolean());
                    default -> text(word());
                };
        };
    }

    private String any(int depth) {
        return switch (random.nextInt(depth > 3 ? 5 : 7)) {
            case 0 -> "null";
            case 1 -> Boolean.toString(random.nextBoolean());
            case 2 -> Long.toString(random.nextLong());
            case 3 -> "1e400";
            case 4 -> text(word());
            case 5 -> "[" + any(depth + 1) + ", " + any(depth + 1) + "]";
            default -> "{\"x\": " + any(depth + 1) + "}";
        };
    }

    private static String text(String value) {
        StringBuilder json = new StringBuilder("\"");
        value.chars()
                .forEach(c -> json.append(
                        c < 0x20 || c == '"' || c == '\\' || Character.isSurrogate((char) c)
                                ? "\\u%04x".formatted(c)
                                : Character.toString(c)));
        return json.append('"').toString();
    }

    private byte[] table() {
        StringBuilder csv = new StringBuilder(
                random.nextBoolean()
                        ? "bill_id,district,substation,feeder,transformer,address,latitude,longitude,critical\n"
                        : "number,starts_at,ends_at,element,area,reason,cancelled\n");
        for (int row = random.nextInt(4); row >= 0; row--) {
            for (int cell = random.nextInt(10); cell >= 0; cell--)
                csv.append(word()).append(',');
            csv.append('\n');
        }
        return spoilt(csv.toString());
    }

    /** One in four is broken as bytes or as text. */
    private byte[] spoilt(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return switch (random.nextInt(24)) {
            case 0 -> new byte[0];
            case 1 -> text.getBytes(UTF_16);
            case 2 -> text.substring(0, random.nextInt(text.length())).getBytes(UTF_8);
            case 3 -> {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                yield bytes;
            }
            case 4 -> ("[".repeat(1 + random.nextInt(5_000))).getBytes(UTF_8);
            case 5 -> (text + " ".repeat(random.nextInt(80_000))).getBytes(UTF_8);
            default -> bytes;
        };
    }
}
