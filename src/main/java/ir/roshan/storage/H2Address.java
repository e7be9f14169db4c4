package ir.roshan.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The JDBC address of an H2 database.
 *
 * @param place {@code file:./data/roshan}, {@code mem:test}, {@code tcp://…}: what follows {@code jdbc:h2:}
 * @param settings each {@code NAME=value}
 */
record H2Address(String place, List<String> settings) {
    private static final String PREFIX = "jdbc:h2:";
    private static final String FILE = "file:";
    private static final String FILE_ENDING = ".mv.db";
    /** H2 writes half a second late by default, and loses what was committed and acknowledged when the process is killed. */
    private static final String DURABLE = "WRITE_DELAY=0";
    /** H2 writes statements, with the values in them, and traces of its errors into a file beside the database. */
    private static final String QUIET = "TRACE_LEVEL_FILE=0";
    /**
     * H2 answers a question that it has been asked before with the answer of then, where it sees no change; a change that is just
     * being committed it does not see, and whoever had waited for it would be told that it is not there.
     */
    private static final String FRESH = "OPTIMIZE_REUSE_RESULTS=0";
    /** H2's own shutdown hook would take the database away from requests that are still being answered. */
    private static final String CLOSED_BY_US = "DB_CLOSE_ON_EXIT=FALSE";

    /** Empty if it is another database's. */
    static Optional<H2Address> parse(String url) {
        if (url == null || !url.startsWith(PREFIX)) return Optional.empty();
        String[] parts = url.substring(PREFIX.length()).split(";");
        return Optional.of(new H2Address(
                parts[0],
                Stream.of(parts)
                        .skip(1)
                        .map(String::strip)
                        .filter(setting -> !setting.isEmpty())
                        .toList()));
    }

    /** The file of the database with that address; empty where {@link #file} is, and for another database. */
    static Optional<Path> fileOf(String url) {
        return parse(url).flatMap(H2Address::file);
    }

    /** Whether what is committed has to outlive the process. */
    boolean isLasting() {
        return !place.startsWith("mem:");
    }

    /** The same database; what is asked is answered anew, and where it lasts, no commit that was acknowledged is lost, nor anybody's data written beside it. */
    H2Address durable() {
        List<String> durable = new ArrayList<>(settings);
        for (String ours : isLasting() ? List.of(DURABLE, QUIET, FRESH) : List.of(FRESH)) {
            durable.removeIf(setting -> nameOf(setting).equals(nameOf(ours)));
            durable.add(ours);
        }
        if (isLasting() && durable.stream().noneMatch(setting -> nameOf(setting).equals(nameOf(CLOSED_BY_US))))
            durable.add(CLOSED_BY_US);
        return sameSettings(durable) ? this : new H2Address(place, durable);
    }

    /** The file in which everything is; empty in memory, on a server, or in H2's other file systems. */
    Optional<Path> file() {
        boolean named = place.startsWith(FILE);
        String path = named ? place.substring(FILE.length()) : place;
        boolean otherFileSystem = path.matches("[A-Za-z]{2,}:.*"); // one letter is a drive
        if (otherFileSystem || path.isEmpty()) return Optional.empty();
        if (path.startsWith("~")) path = System.getProperty("user.home") + path.substring(1);
        return Optional.of(Path.of(path + FILE_ENDING));
    }

    /** As JDBC reads it. */
    String url() {
        return PREFIX
                + String.join(
                        ";", Stream.concat(Stream.of(place), settings.stream()).toList());
    }

    private boolean sameSettings(List<String> others) {
        return others.size() == settings.size() && settings.containsAll(others);
    }

    private static String nameOf(String setting) {
        return setting.split("=", 2)[0].strip().toUpperCase(Locale.ROOT);
    }
}
