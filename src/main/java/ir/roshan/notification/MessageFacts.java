package ir.roshan.notification;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a message says, as values with names and beside its text: for a gateway that knows the text already, and wants to be told
 * only what is different from one to the next ({@link ServiceTemplates}).
 *
 * @param wording the name of the text, as {@code registered}, or {@code registered-en} in another language than Persian
 * @param values by the names of the text's placeholders, as they stand in it, but without marks that only order a line and a
 *     tracking code without hyphens; what is not known is not in it
 */
record MessageFacts(String wording, Map<String, String> values) {
    /** More does not fit into its column; such a message goes as text. */
    static final int LONGEST = 2000;

    private static final TypeReference<TreeMap<String, String>> VALUES = new TypeReference<>() {};

    MessageFacts {
        values = Map.copyOf(values);
    }

    static MessageFacts of(String text, Language language, Map<String, String> values) {
        return new MessageFacts(wordingOf(text, language), values);
    }

    static String wordingOf(String text, Language language) {
        return language == Language.FA ? text : text + "-" + language.code();
    }

    /** @return null where they are too long */
    String written() {
        try {
            String json = SingleMessageCalls.JSON.writeValueAsString(new TreeMap<>(values));
            return json.length() > LONGEST ? null : json;
        } catch (JacksonException e) {
            throw new IllegalStateException("names and texts are always JSON", e);
        }
    }

    /** @return null where there are none, as with a message that an earlier version has owed */
    static MessageFacts read(String wording, String written) {
        if (wording == null || written == null) return null;
        try {
            return new MessageFacts(wording, SingleMessageCalls.JSON.readValue(written, VALUES));
        } catch (JacksonException e) {
            throw new IllegalStateException("the column holds what was written there", e);
        }
    }

    /** Without the values: they tell whose message it is. */
    @Override
    public String toString() {
        return wording;
    }
}
