package ir.roshan.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system for H2 that remembers what is written to its one file, and in which order: what a crash between two writes
 * leaves can be made from it.
 */
public final class CrashImages extends FilePathWrapper {
    private static final String SCHEME = "crash-images";
    private static final List<Write> WRITES = new ArrayList<>();

    private record Write(long position, byte[] bytes) {}

    /** @return the place of a database that is written through it; what was written before is forgotten */
    static String place(Path database) {
        FilePath.register(new CrashImages());
        synchronized (WRITES) {
            WRITES.clear();
        }
        return SCHEME + ":" + database;
    }

    static int writes() {
        synchronized (WRITES) {
            return WRITES.size();
        }
    }

    /** Writes into a file what was written from one of the writes up to another. */
    static void replay(FileChannel image, int from, int to) throws IOException {
        List<Write> some;
        synchronized (WRITES) {
            some = List.copyOf(WRITES.subList(from, to));
        }
        for (Write write : some) {
            ByteBuffer bytes = ByteBuffer.wrap(write.bytes);
            while (bytes.hasRemaining()) {
                image.write(bytes, write.position + bytes.position());
            }
        }
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Watched(getBase().open(mode));
    }

    private static final class Watched extends FileBaseDefault {
        private final FileChannel file;

        Watched(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            byte[] bytes = new byte[source.remaining()];
            source.duplicate().get(bytes);
            synchronized (WRITES) {
                WRITES.add(new Write(position, bytes));
                return file.write(source, position);
            }
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
