package ir.roshan.notification;

import ir.roshan.text.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of texts and words: the company's own where it has one, and ours. A slip in one ends the start. */
final class MessageFiles {
    /** Codes among the facts, which messages call what {@link Words} do unless the file of words has another word. */
    static final List<String> CODES = List.of("cause", "hazard", "element", "state", "outcome");

    private static final String WORDS = "words.properties";
    /** A subscriber learns nothing by it. */
    private static final String UNSAID = "cause.OTHER";

    private final Path own;

    /**
     * @param own the company's folder; null where it has none
     * @throws UnusableTemplate if it is not there
     */
    MessageFiles(Path own) {
        if (own != null && !Files.isDirectory(own))
            throw new UnusableTemplate("folder " + own, "does not exist (roshan.notification.templates)");
        this.own = own;
    }

    static String wordsOf(Language language) {
        return language.code() + "/" + WORDS;
    }

    /** A misspelt file would be ignored in silence, and the company would wonder why its text is not sent. */
    void refuseStrangers(Language language, Set<String> texts) {
        Path folder = own == null ? null : own.resolve(language.code());
        if (folder == null || !Files.isDirectory(folder)) return;
        Set<String> known = texts.stream().map(name -> name + ".txt").collect(Collectors.toSet());
        known.add(WORDS);
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".txt") || file.endsWith(".properties"))
                    .filter(file -> !known.contains(file))
                    .findFirst()
                    .ifPresent(file -> {
                        throw new UnusableTemplate(
                                language.code() + "/" + file,
                                "is the text of no message; there are " + String.join(", ", new TreeSet<>(known)));
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words of messages by the names of their lists and codes, the company's before ours. */
    Properties words(Language language) {
        String file = wordsOf(language);
        Properties ours = new Properties();
        for (String list : CODES)
            Words.in(language.locale()).list(list).forEach((code, word) -> ours.setProperty(list + "." + code, word));
        ours.remove(UNSAID);
        ours.putAll(properties(read(null, file)));
        Properties theirs = properties(read(own, file));
        theirs.stringPropertyNames().stream()
                .filter(word -> !ours.containsKey(word))
                .findFirst()
                .ifPresent(word -> {
                    throw new UnusableTemplate(file, "has the unknown word " + word);
                });
        ours.putAll(theirs);
        return ours;
    }

    private static Properties properties(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    String read(String file) {
        return read(own, file);
    }

    /** The company's file if there is one, else ours; UTF-8, with or without a byte order mark. */
    private static String read(Path own, String file) {
        try {
            byte[] bytes;
            if (own != null && Files.exists(own.resolve(file))) {
                bytes = Files.readAllBytes(own.resolve(file));
            } else {
                try (InputStream ours = MessageFiles.class.getResourceAsStream("/messages/" + file)) {
                    bytes = ours.readAllBytes();
                }
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnusableTemplate(file, "is not UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
