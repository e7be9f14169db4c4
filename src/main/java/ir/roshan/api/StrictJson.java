package ir.roshan.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import ir.roshan.request.FieldChecks;
import ir.roshan.request.FieldError;
import ir.roshan.text.TypedText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads one JSON object as it is and guesses nothing: no number for a text, no text for a flag, no member that is not
 * known, no second member of one name. What is wrong with single members is kept, so that all of it is told at once.
 */
final class StrictJson {
    private static final int DEEPEST = 20;
    /** A body full of them would else come back many times its size. */
    private static final int MOST_UNKNOWN_MEMBERS = 20;

    private static final int LONGEST_NAME_SHOWN = 40;
    private static final int REPLACEMENT = 0xFFFD;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode object;
    private final List<FieldError> errors;

    /** Before the name of each member, where the object stands within another. */
    private final String within;

    private StrictJson(JsonNode object, String within, List<FieldError> errors) {
        this.object = object;
        this.within = within;
        this.errors = errors;
    }

    /**
     * @param body null where there is none
     * @param members the names that the object may have
     * @throws MalformedJson if the body is not one JSON object in UTF-8
     */
    static StrictJson object(byte[] body, Set<String> members) {
        JsonNode node = tree(body);
        if (!node.isObject()) {
            throw new MalformedJson();
        }
        StrictJson json = new StrictJson(node, "", new ArrayList<>());
        json.refuseOthersThan(members);
        return json;
    }

    private void refuseOthersThan(Set<String> members) {
        object.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !members.contains(name))
                .limit(MOST_UNKNOWN_MEMBERS)
                .forEach(name -> add(shown(name), "unknown-member"));
    }

    private void add(String name, String code) {
        if (errors.size() < FieldChecks.MOST) {
            errors.add(new FieldError(within + name, code));
        }
    }

    /** The name is the caller's, and goes back short and without anything that cannot be shown, such as half a character. */
    private static String shown(String name) {
        return name.codePoints()
                .limit(LONGEST_NAME_SHOWN)
                .map(c -> TypedText.problemOf(Character.toString(c), false).isEmpty() ? c : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /**
     * @param body null where there is none
     * @throws MalformedJson if the body is not JSON in UTF-8
     */
    static JsonNode tree(byte[] body) {
        if (body == null) {
            throw new MalformedJson();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            JsonNode node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw new MalformedJson();
            }
            return node;
        } catch (CharacterCodingException | JsonProcessingException e) {
            throw new MalformedJson();
        }
    }

    List<FieldError> errors() {
        return errors;
    }

    String text(String name) {
        JsonNode value = member(name);
        if (value == null) {
            return null;
        }
        if (value.isTextual()) {
            return value.textValue();
        }
        add(name, "type");
        return null;
    }

    /** @return null where there is none; in the place of what is no text, null and an error of its own */
    List<String> texts(String name) {
        JsonNode value = member(name);
        if (value == null) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        if (!value.isArray()) {
            add(name, "type");
            return texts;
        }
        for (int i = 0; i < value.size(); i++) {
            if (value.get(i).isTextual()) {
                texts.add(value.get(i).textValue());
            } else {
                add(name + "[" + i + "]", "type");
                texts.add(null);
            }
        }
        return texts;
    }

    /** @return null where there is none; without those that are none, which are errors of their own */
    List<Integer> integers(String name) {
        List<Integer> integers = new ArrayList<>();
        List<JsonNode> items = items(name);
        if (items == null) {
            return null;
        }
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).isIntegralNumber() && items.get(i).canConvertToInt()) {
                integers.add(items.get(i).intValue());
            } else {
                add(name + "[" + i + "]", "type");
            }
        }
        return integers;
    }

    /**
     * @param members the names that each object may have
     * @return null where there is none; without those that are no objects, which are errors of their own
     */
    List<StrictJson> objects(String name, Set<String> members) {
        List<StrictJson> objects = new ArrayList<>();
        List<JsonNode> items = items(name);
        if (items == null) {
            return null;
        }
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).isObject()) {
                StrictJson item = new StrictJson(items.get(i), within + name + "[" + i + "].", errors);
                item.refuseOthersThan(members);
                objects.add(item);
            } else {
                add(name + "[" + i + "]", "type");
            }
        }
        return objects;
    }

    /** Before the name of each of its members, in errors: {@code ties[0].} */
    String within() {
        return within;
    }

    private List<JsonNode> items(String name) {
        JsonNode value = member(name);
        if (value == null) {
            return null;
        }
        List<JsonNode> items = new ArrayList<>();
        if (!value.isArray()) {
            add(name, "type");
        } else {
            value.forEach(items::add);
        }
        return items;
    }

    Double decimal(String name) {
        JsonNode value = member(name);
        if (value == null) {
            return null;
        }
        if (value.isNumber()) {
            return value.doubleValue();
        }
        add(name, "type");
        return null;
    }

    Integer integer(String name) {
        JsonNode value = member(name);
        if (value == null) {
            return null;
        }
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            return value.intValue();
        }
        add(name, value.isIntegralNumber() ? "range" : "type");
        return null;
    }

    Boolean flag(String name) {
        JsonNode value = member(name);
        if (value == null) {
            return null;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        add(name, "type");
        return null;
    }

    /** The same object, whatever the order of its members and the blanks between them: what an idempotency key is held against. */
    String canonical() {
        TreeMap<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(e -> members.put(e.getKey(), e.getValue()));
        try {
            return MAPPER.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a member is there and null, where the contract says what that means. It is no text then, and no number. */
    boolean isNull(String name) {
        JsonNode value = object.get(name);
        return value != null && value.isNull();
    }

    /** Else the contract knows no null: a member is there with a value, or it is not there. */
    private JsonNode member(String name) {
        JsonNode value = object.get(name);
        if (value != null && value.isNull()) {
            add(name, "type");
            return null;
        }
        return value;
    }
}
