package ir.roshan.testing;

import java.nio.file.Path;
import java.util.List;

/** The files of all our pages, forms and scripts, by their names: no two have the same. */
public final class WebRoom {
    public static final Path FOLDER = Path.of("src/main/resources/web");

    private WebRoom() {}

    /** @throws AssertionError if there is none, or more than one */
    public static Path file(String name) {
        List<Path> found = SourceTree.under(FOLDER).stream()
                .filter(file -> file.endsWith(name))
                .toList();
        if (found.size() != 1) throw new AssertionError(name + " is to be there once: " + found);
        return found.get(0);
    }

    public static String read(String name) {
        return SourceTree.read(file(name));
    }
}
