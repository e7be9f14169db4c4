package ir.roshan.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database file as it lies on the disk, before H2 opens it. H2 refuses most damage itself; but a file that has lost its
 * end it takes for an older state of the database, often the empty one, and writes over the rest.
 */
record DatabaseFile(Path path) {
    /** A block of the file, in bytes; each chunk of data begins at one. */
    private static final int BLOCK = 4096;

    private static final int LONGEST_HEADER = 1024;
    private static final String FILE_HEADER = "H:2,";
    private static final String CLOSED_IN_ORDER = ",clean:1,";

    boolean exists() {
        return Files.exists(path);
    }

    /**
     * @throws DamagedDatabase if the file is empty, or ends before the newest data that its own header names
     * @throws IOException if it cannot be read at all
     */
    void check() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            if (file.length() == 0) throw new DamagedDatabase(path, "it is empty");
            String header = textAt(file, 0);
            Optional<Long> newest = number("block", header);
            // Whatever else it is, H2 can tell.
            if (!header.startsWith(FILE_HEADER) || newest.isEmpty()) return;
            long start = newest.get() * BLOCK;
            if (start >= file.length()) throw endsTooEarly();
            // After an orderly end the newest chunk is the last word; after a crash it may be half written, and H2
            // knows how to do without.
            if (!header.contains(CLOSED_IN_ORDER)) return;
            long blocks = number("len", textAt(file, start)).orElseThrow(this::endsTooEarly);
            if (start + blocks * BLOCK > file.length()) throw endsTooEarly();
        }
    }

    private DamagedDatabase endsTooEarly() {
        return new DamagedDatabase(path, "it ends before the newest data that its header names");
    }

    /** Headers are text, {@code name:value} separated by commas, numbers in hex; data follows. */
    private static String textAt(RandomAccessFile file, long position) throws IOException {
        byte[] bytes = new byte[(int) Math.min(LONGEST_HEADER, file.length() - position)];
        file.seek(position);
        file.readFully(bytes);
        return new String(bytes, ISO_8859_1);
    }

    private static Optional<Long> number(String name, String header) {
        Matcher value =
                Pattern.compile("[,]" + name + ":([0-9a-f]{1,15})[,\\n]").matcher(header);
        return value.find() ? Optional.of(Long.parseLong(value.group(1), 16)) : Optional.empty();
    }
}
