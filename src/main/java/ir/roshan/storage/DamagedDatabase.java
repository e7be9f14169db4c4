package ir.roshan.storage;

import java.nio.file.Path;

/** The database file is not what it was: to go on would lose what is left of it, or show an empty database in its place. */
final class DamagedDatabase extends RuntimeException {
    DamagedDatabase(Path file, String why) {
        super("The database file " + file.toAbsolutePath().normalize() + " is damaged: " + why + ".");
    }
}
