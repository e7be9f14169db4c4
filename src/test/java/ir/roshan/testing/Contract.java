package ir.roshan.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The contract for other programs, {@code docs/api/openapi.yaml}, held against answers: the status must be declared for
 * the operation, the media type for the status, and the body must be what the schema says and nothing beyond it. An
 * undocumented member is an error here, since a client that finds one begins to rely on it.
 */
public final class Contract {
    private static final String PROBLEM = "application/problem+json";

    /**
     * Refusals that any operation may answer although the contract names them only where they are a client's everyday
     * business. Each is a problem as the contract describes it. Nothing else is let through.
     */
    private static final Map<Integer, String> EVERYWHERE = Map.of(
            400, "a malformed tracking code, body or parameter",
            401, "an account was named and its password is wrong, on a path that needs none",
            403, "an account of channels that stands for no channel of the agreement",
            405, "a method that the resource does not have",
            406, "a media type that is not offered",
            408, "a body that does not come",
            413, "a body beyond the limit",
            415, "a media type that is not taken",
            429, "too many wrong digits, unknown codes or reports from one address",
            503, "the database is gone");

    private static final JsonMapper JSON = new JsonMapper();
    private static final Contract OURS = new Contract(Path.of("docs/api/openapi.yaml"));

    private final JsonNode document;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private Contract(Path file) {
        try {
            document = YAMLMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Contract ours() {
        return OURS;
    }

    /** What was answered, as it came. @param contentType null where there was none */
    public record Answered(int status, String contentType, String body) {}

    /** Every operation, as {@code POST /api/v1/requests}. */
    public Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> method.getValue().has("responses"))
                        .forEach(method ->
                                operations.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /** The statuses that the contract declares for an operation. */
    public Set<Integer> statuses(String method, String path) {
        Set<Integer> statuses = new TreeSet<>();
        responses(method, path).fieldNames().forEachRemaining(status -> statuses.add(Integer.valueOf(status)));
        return statuses;
    }

    /**
     * @param path as the contract writes it, with its parameters in braces
     * @throws AssertionError naming everything in which the answer is not what the contract says
     */
    public void check(String method, String path, Answered answered) {
        JsonNode responses = responses(method, path);
        JsonNode response = resolved(responses.path(Integer.toString(answered.status())));
        if (response.isMissingNode()) {
            if (!EVERYWHERE.containsKey(answered.status())) fail(method, path, answered, "the status is not declared");
            response = resolved(document.at("/components/responses/Problem"));
        }
        JsonNode content = response.path("content");
        if (content.isEmpty()) {
            if (!answered.body().isEmpty()) fail(method, path, answered, "the contract declares no body");
            return;
        }
        String type = answered.contentType() == null
                ? ""
                : answered.contentType().split(";")[0].strip();
        if (!content.has(type)) fail(method, path, answered, "the media type is not declared");
        JsonNode schema = content.path(type).path("schema");
        if (!type.endsWith("json")) return;
        List<String> wrong = wrong(schema, answered.body());
        if (!wrong.isEmpty()) fail(method, path, answered, String.join("; ", wrong));
        if (type.equals(PROBLEM) && json(answered.body()).path("status").asInt() != answered.status())
            fail(method, path, answered, "the problem tells another status");
    }

    /** What is wrong with {@code body} as a request of the operation; empty if nothing. For tests of what is accepted. */
    public List<String> wrongRequest(String method, String path, String body) {
        JsonNode schema = operation(method, path)
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        return wrong(schema, body);
    }

    private List<String> wrong(JsonNode schema, String body) {
        Schema strict = schemas.getSchema(closed(schema, true));
        return strict.validate(json(body)).stream().map(Error::toString).toList();
    }

    private JsonNode operation(String method, String path) {
        JsonNode operation = document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) throw new AssertionError("the contract has no " + method + " " + path);
        return operation;
    }

    private JsonNode responses(String method, String path) {
        return operation(method, path).path("responses");
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
    }

    /**
     * The schema with its references written out and every object closed. {@code unevaluatedProperties} sees through
     * {@code allOf}, so that it belongs on the outermost schema of each value and nowhere inside.
     *
     * @param ofValue whether this schema describes a value by itself, and is not a part of another's {@code allOf}
     */
    private JsonNode closed(JsonNode schema, boolean ofValue) {
        JsonNode from = resolved(schema);
        if (!from.isObject()) return from;
        ObjectNode to = from.deepCopy();
        to.remove(List.of("description", "examples", "default"));
        for (String parts : List.of("allOf", "anyOf", "oneOf")) {
            if (!from.path(parts).isArray()) continue;
            ArrayNode closed = to.putArray(parts);
            from.path(parts).forEach(part -> closed.add(closed(part, false)));
        }
        if (from.path("properties").isObject()) {
            ObjectNode closed = to.putObject("properties");
            from.path("properties")
                    .properties()
                    .forEach(property -> closed.set(property.getKey(), closed(property.getValue(), true)));
        }
        if (from.path("items").isObject()) to.set("items", closed(from.path("items"), true));
        boolean describesObject = from.has("properties") || from.has("allOf");
        if (ofValue && describesObject) to.put("unevaluatedProperties", false);
        return to;
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + body, e);
        }
    }

    private static void fail(String method, String path, Answered answered, String why) {
        List<String> lines = new ArrayList<>();
        lines.add(method + " " + path + " answered against the contract: " + why);
        lines.add(answered.status() + " " + answered.contentType());
        lines.add(answered.body());
        throw new AssertionError(lines.stream().collect(Collectors.joining(System.lineSeparator())));
    }
}
