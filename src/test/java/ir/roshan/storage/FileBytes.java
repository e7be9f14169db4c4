package ir.roshan.storage;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks for a text in the bytes of files, in each way in which it could be written there. */
final class FileBytes {
    private FileBytes() {}

    /** Where any of the words stands in any file of the folder, as {@code file: word}. */
    static List<String> found(Path folder, List<String> words) throws IOException {
        TreeSet<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes;
                try {
                    bytes = Files.readAllBytes(file);
                } catch (NoSuchFileException gone) {
                    continue;
                }
                for (String word : words)
                    for (byte[] spelt :
                            List.of(word.getBytes(UTF_8), word.getBytes(UTF_16BE), word.getBytes(UTF_16LE), asH2(word)))
                        if (contains(bytes, spelt)) found.add(file.getFileName() + ": " + word);
            }
        }
        return List.copyOf(found);
    }

    /** H2 writes characters in one to three bytes, nearly as UTF-8 does. */
    private static byte[] asH2(String word) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (char c : word.toCharArray()) {
            if (c < 0x80) {
                bytes.write(c);
            } else if (c >= 0x800) {
                bytes.write(0xe0 | c >> 12);
                bytes.write(c >> 6 & 0x3f);
                bytes.write(c & 0x3f);
            } else {
                bytes.write(0xc0 | c >> 6);
                bytes.write(c & 0x3f);
            }
        }
        return bytes.toByteArray();
    }

    private static boolean contains(byte[] bytes, byte[] word) {
        for (int i = 0; i <= bytes.length - word.length; i++) {
            int j = 0;
            while (j < word.length && bytes[i + j] == word[j]) j++;
            if (j == word.length) return true;
        }
        return false;
    }
}
