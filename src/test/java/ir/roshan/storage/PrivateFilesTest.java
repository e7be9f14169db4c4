package ir.roshan.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where files have permissions, as on everything that a server of ours runs on. */
class PrivateFilesTest {
    @TempDir
    Path place;

    private static void write(Path file, String mode) throws IOException {
        Files.writeString(file, "x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static Path folder(Path folder, String mode) throws IOException {
        Files.createDirectory(folder);
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
    }

    private static String modeOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aFolderThatWeMakeIsClosedFromTheBeginning() throws IOException {
        PrivateFiles files = new PrivateFiles(place.resolve("a/b/roshan.mv.db"));
        files.makeFolder();
        assertThat(modeOf(place.resolve("a"))).isEqualTo("rwx------");
        assertThat(modeOf(place.resolve("a/b"))).isEqualTo("rwx------");
        write(place.resolve("a/b/roshan.mv.db"), "rw-r--r--");
        files.close();
        assertThat(modeOf(place.resolve("a/b/roshan.mv.db"))).isEqualTo("rw-------");
        files.makeFolder();
    }

    @Test
    void whatAnEarlierVersionHasLeftIsClosedAndItsTracesGo() throws IOException {
        Path data = folder(place.resolve("data"), "rwxr-xr-x");
        for (String file : List.of("roshan.mv.db", "roshan.mv.db.tempFile", "roshan.mv.db.bak", "roshan.lock.db"))
            write(data.resolve(file), "rw-rw-rw-");
        for (String trace : List.of("roshan.trace.db", "roshan.trace.db.old")) write(data.resolve(trace), "rw-r--r--");
        new PrivateFiles(data.resolve("roshan.mv.db")).close();
        assertThat(modeOf(data)).isEqualTo("rwx------");
        try (var left = Files.list(data)) {
            assertThat(left.toList())
                    .hasSize(4)
                    .allSatisfy(file -> assertThat(modeOf(file)).isEqualTo("rw-------"));
        }
    }

    @Test
    void aFolderOfOthersStaysOpenToThemAndTheFilesDoNot() throws IOException {
        Path shared = folder(place.resolve("shared"), "rwxrwxr-x");
        write(shared.resolve("roshan.mv.db"), "rw-r--r--");
        write(shared.resolve("roshan.trace.db"), "rw-r--r--");
        write(shared.resolve("roshan2.mv.db"), "rw-r--r--");
        write(shared.resolve("other.trace.db"), "rw-r--r--");
        new PrivateFiles(shared.resolve("roshan.mv.db")).close();
        assertThat(modeOf(shared)).isEqualTo("rwxrwxr-x");
        assertThat(modeOf(shared.resolve("roshan.mv.db"))).isEqualTo("rw-------");
        assertThat(shared.resolve("roshan.trace.db")).doesNotExist();
        assertThat(modeOf(shared.resolve("roshan2.mv.db"))).isEqualTo("rw-r--r--");
        assertThat(modeOf(shared.resolve("other.trace.db"))).isEqualTo("rw-r--r--");

        Path withFolder = folder(place.resolve("with-folder"), "rwxr-xr-x");
        folder(withFolder.resolve("roshan.d"), "rwxr-xr-x");
        write(withFolder.resolve("roshan.mv.db"), "rw-r--r--");
        new PrivateFiles(withFolder.resolve("roshan.mv.db")).close();
        assertThat(modeOf(withFolder)).isEqualTo("rwxr-xr-x");
        assertThat(modeOf(withFolder.resolve("roshan.d"))).isEqualTo("rwxr-xr-x");
    }

    /** An empty one may be a new home for a database; one like /tmp is everybody's, however empty. */
    @Test
    void anEmptyFolderIsOursUnlessItIsEverybodys() throws IOException {
        Path empty = folder(place.resolve("empty"), "rwxr-xr-x");
        new PrivateFiles(empty.resolve("roshan.mv.db")).close();
        assertThat(modeOf(empty)).isEqualTo("rwx------");

        Path sticky = folder(place.resolve("sticky"), "rwxrwxrwx");
        Files.setAttribute(sticky, "unix:mode", 01777);
        write(sticky.resolve("roshan.mv.db"), "rw-r--r--");
        new PrivateFiles(sticky.resolve("roshan.mv.db")).close();
        assertThat(modeOf(sticky)).isEqualTo("rwxrwxrwx");
        assertThat(modeOf(sticky.resolve("roshan.mv.db"))).isEqualTo("rw-------");

        String home = System.getProperty("user.home");
        Path known = folder(place.resolve("known"), "rwxr-xr-x");
        System.setProperty("user.home", known.toString());
        try {
            write(known.resolve("roshan.mv.db"), "rw-r--r--");
            new PrivateFiles(known.resolve("roshan.mv.db")).close();
            assertThat(modeOf(known)).isEqualTo("rwxr-xr-x");
        } finally {
            System.setProperty("user.home", home);
        }
    }

    /** Elsewhere somebody else may have put the link. */
    @Test
    void nothingButTheDatabaseIsFollowed() throws IOException {
        Path data = folder(place.resolve("data"), "rwxr-xr-x");
        write(place.resolve("elsewhere"), "rw-r--r--");
        write(place.resolve("moved"), "rw-r--r--");
        Files.createSymbolicLink(data.resolve("roshan.lock.db"), place.resolve("elsewhere"));
        Files.createSymbolicLink(data.resolve("roshan.trace.db"), place.resolve("elsewhere"));
        Files.createSymbolicLink(data.resolve("roshan.mv.db"), place.resolve("moved"));
        new PrivateFiles(data.resolve("roshan.mv.db")).close();
        assertThat(modeOf(place.resolve("elsewhere"))).isEqualTo("rw-r--r--");
        assertThat(modeOf(place.resolve("moved"))).isEqualTo("rw-------");
        assertThat(place.resolve("elsewhere")).exists();
    }

    @Test
    void whatIsNotThereIsNoReasonToFail() throws IOException {
        new PrivateFiles(place.resolve("nowhere/roshan.mv.db")).close();
        assertThat(place.resolve("nowhere")).doesNotExist();
        new PrivateFiles(Path.of("roshan-that-is-not-there.mv.db")).close();
    }
}
