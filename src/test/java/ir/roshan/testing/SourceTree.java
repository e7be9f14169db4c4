package ir.roshan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The project's own files, for tests that hold what is written about the house against the house. */
public final class SourceTree {
    public static final Path MAIN = Path.of("src/main/java");
    public static final Path TESTS = Path.of("src/test/java");
    private static final Set<String> NOT_OURS = Set.of("target", "data", "node_modules", ".git", ".idea", ".vscode");
    private static final Pattern BINARY = Pattern.compile(".*\\.(png|jpg|gif|ico|woff2?|jar)");

    private SourceTree() {}

    /** Every file of the project, without what is built or bound to one machine. */
    public static List<Path> files() {
        return under(Path.of(""));
    }

    public static List<Path> under(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(path -> !NOT_OURS.contains(path.getFileName().toString()))
                    .flatMap(path -> Files.isDirectory(path) ? under(path).stream() : Stream.of(path))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The simple names of the types that have a file of their own. */
    public static Set<String> classes(Path under) {
        return under(under).stream()
                .map(path -> path.getFileName().toString())
                .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
                .map(name -> name.substring(0, name.length() - ".java".length()))
                .collect(Collectors.toSet());
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of everything below, but for pictures and the like. */
    public static String textOf(Path... files) {
        return Stream.of(files)
                .flatMap(path -> Files.isDirectory(path) ? under(path).stream() : Stream.of(path))
                .filter(path -> !BINARY.matcher(path.toString()).matches())
                .map(SourceTree::read)
                .collect(Collectors.joining("\n"));
    }
}
