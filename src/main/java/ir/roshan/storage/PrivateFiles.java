package ir.roshan.storage;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's files are read and written by the account alone under which we run: they hold subscribers' numbers and
 * addresses. H2 makes files as the umask has it, which is for everybody to read as a rule. Where a file system has no such
 * permissions nothing is done.
 *
 * @param database the database file; what begins with its name and a dot belongs to it
 */
record PrivateFiles(Path database) {
    private static final Logger log = LoggerFactory.getLogger(PrivateFiles.class);

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final String FILE_ENDING = ".mv.db";
    private static final String TRACE = "trace.db";
    private static final int STICKY = 01000;

    /** Makes the folder if it is missing, closed from its first moment on. */
    void makeFolder() throws IOException {
        Path folder = folder();
        if (Files.exists(folder)) return;
        if (hasPermissions(folder)) Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
        else Files.createDirectories(folder);
    }

    /**
     * Closes what is there, whoever has made it: an earlier version left folder and files open. Trace files go: with addresses,
     * numbers and SQL in them they are nothing that anybody needs, and H2 writes none any more.
     *
     * @throws IOException if the folder cannot be read
     */
    void close() throws IOException {
        if (!Files.isDirectory(folder()) || !hasPermissions(folder())) return;
        boolean othersToo = false;
        for (Path entry : entries()) {
            if (!isOurs(entry)) {
                othersToo = true;
            } else if (entry.getFileName().toString().startsWith(prefix() + TRACE)) {
                Files.delete(entry);
            } else {
                change(entry, FILE);
            }
        }
        if (!othersToo && isForUsAlone(folder().toRealPath())) change(folder(), FOLDER);
    }

    /**
     * A folder that was made for the database is closed. One that holds other things is not ours to shut to others, nor is one that
     * others count on, however empty: its mode stays, and the files are closed all the same.
     */
    private boolean isForUsAlone(Path folder) throws IOException {
        boolean wellKnown = folder.getNameCount() == 0
                || Stream.of("", System.getProperty("user.home"), System.getProperty("java.io.tmpdir"))
                        .map(Path::of)
                        .anyMatch(known -> isSame(known, folder));
        if (wellKnown || (int) Files.getAttribute(folder, "unix:mode") / STICKY % 2 == 1) return false;
        // Under root we could close anybody's.
        return !Files.exists(database) || Files.getOwner(folder).equals(Files.getOwner(database));
    }

    private static boolean isSame(Path known, Path folder) {
        try {
            return Files.isSameFile(known.toAbsolutePath(), folder);
        } catch (IOException notThere) {
            return false;
        }
    }

    private boolean isOurs(Path entry) {
        // The database itself may lie elsewhere and be linked; nothing else is followed.
        return entry.getFileName().toString().startsWith(prefix())
                && (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)
                        || entry.getFileName().equals(database.getFileName()) && Files.isRegularFile(entry));
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(folder())) {
            return entries.toList();
        }
    }

    private static void change(Path path, Set<PosixFilePermission> permissions) throws IOException {
        try {
            if (!Files.getPosixFilePermissions(path).equals(permissions))
                Files.setPosixFilePermissions(path, permissions);
        } catch (FileSystemException notOursToChange) {
            log.warn("{} stays open to others: {}", path, notOursToChange.getReason());
        }
    }

    /** {@code roshan.} of {@code data/roshan.mv.db}. */
    private String prefix() {
        String name = database.getFileName().toString();
        return name.substring(0, name.length() - FILE_ENDING.length()) + ".";
    }

    private Path folder() {
        return database.toAbsolutePath().normalize().getParent();
    }

    private static boolean hasPermissions(Path path) {
        Path there = path;
        while (!Files.exists(there)) there = there.getParent();
        return Files.getFileAttributeView(there, PosixFileAttributeView.class) != null;
    }
}
