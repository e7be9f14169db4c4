package ir.roshan.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the codes of the house are called by people, in {@code words/fa.properties} and {@code words/en.properties}: the one
 * place where it is written. Java asks for a word; a script names a list, and {@link #writtenInto} puts it there.
 */
public final class Words {
    public static final Words PERSIAN = new Words("fa");
    public static final Words ENGLISH = new Words("en");

    /** In a script, as a value: the words of a list by their codes, in one language. */
    private static final Pattern LIST = Pattern.compile("\\bin(Persian|English)\\('([a-z-]+)'\\)");
    /** In the dictionary of the subscribers' page, as a line of its own: an entry for each word of a list. */
    private static final Pattern ENTRIES = Pattern.compile("(?m)^ {2}\\.\\.\\.inBothLanguages\\('([a-z-]+)'\\),$");

    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_]+");

    private final String file;
    /** By list, then by code, in the order of the file. */
    private final Map<String, Map<String, String>> lists = new LinkedHashMap<>();

    private Words(String language) {
        this.file = "/words/" + language + ".properties";
        try (InputStream words = Words.class.getResourceAsStream(file)) {
            new InOrder().load(new InputStreamReader(words, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param language anything but English is Persian */
    public static Words in(Locale language) {
        return language.getLanguage().equals("en") ? ENGLISH : PERSIAN;
    }

    /** @throws IllegalArgumentException if there is no such list, or the list has no word for the code */
    public String of(String list, Enum<?> code) {
        String word = list(list).get(code.name());
        if (word == null) throw new IllegalArgumentException(file + " has no word " + list + "." + code);
        return word;
    }

    /**
     * @return its words by their codes, in the order in which they are offered
     * @throws IllegalArgumentException if there is no such list
     */
    public Map<String, String> list(String name) {
        Map<String, String> list = lists.get(name);
        if (list == null) throw new IllegalArgumentException(file + " has no list " + name);
        return list;
    }

    /** All lists by their names. */
    public Map<String, Map<String, String>> lists() {
        return lists;
    }

    /**
     * @param script of ours, which may name lists of words: {@code inPersian('cause')}, {@code inEnglish('cause')} or
     *     {@code ...inBothLanguages('cause'),}
     * @return the script with their words
     * @throws IllegalArgumentException if it names a list that is not there
     */
    public static String writtenInto(String script) {
        String entries = ENTRIES.matcher(script).replaceAll(quoting(named -> entries(named.group(1))));
        return LIST.matcher(entries)
                .replaceAll(quoting(
                        named -> (named.group(1).equals("Persian") ? PERSIAN : ENGLISH).object(named.group(2))));
    }

    private static Function<MatchResult, String> quoting(Function<MatchResult, String> written) {
        return named -> Matcher.quoteReplacement(written.apply(named));
    }

    private String object(String list) {
        return list(list).entrySet().stream()
                .map(word -> "\n  %s: %s,"
                        .formatted(
                                PLAIN_KEY.matcher(word.getKey()).matches() ? word.getKey() : "'" + word.getKey() + "'",
                                literal(word.getValue())))
                .collect(Collectors.joining("", "{", "\n}"));
    }

    private static String entries(String list) {
        Map<String, String> english = ENGLISH.list(list);
        return PERSIAN.list(list).entrySet().stream()
                .map(word -> "  '%s.%s': [%s, %s],"
                        .formatted(list, word.getKey(), literal(word.getValue()), literal(english.get(word.getKey()))))
                .collect(Collectors.joining("\n"));
    }

    /** A test reads every word so, and a word that does not fit is refused. */
    private static String literal(String word) {
        char quote = word.contains("'") ? '"' : '\'';
        if (word.indexOf(quote) >= 0 || word.contains("\\") || word.contains("\n"))
            throw new IllegalArgumentException("no word for a script: " + word);
        return quote + word + quote;
    }

    /** {@link Properties} that keep the order of their file. */
    private final class InOrder extends Properties {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Object put(Object key, Object word) {
            String[] parts = ((String) key).split("\\.", 2);
            String twice = lists.computeIfAbsent(parts[0], list -> new LinkedHashMap<>())
                    .put(parts[1], (String) word);
            if (twice != null) throw new IllegalStateException(file + " has " + key + " twice");
            return super.put(key, word);
        }
    }
}
