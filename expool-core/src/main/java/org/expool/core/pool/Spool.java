package org.expool.core.pool;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.expool.CapturedOutput;
import org.jspecify.annotations.Nullable;

/**
 * Where captured outputs are written: a folder of temporary files, made when first needed. A file instead of a pipe, so
 * that a job never waits for a reader, and a grandchild that keeps the stream open delays nothing. Small outputs are
 * read into memory when the job has ended. Thread-safe.
 *
 * <p>Under the lock the folder is made, once, and no other file is touched: the scheduler's thread asks for names.
 */
final class Spool implements AutoCloseable {

    /** Up to this size, in bytes, an output is kept in memory. */
    private static final int SMALL = 64 * 1024;

    private static final Logger LOG = System.getLogger(Spool.class.getName());

    private final Set<Path> stored = new HashSet<>();
    private final Consumer<Path> made;
    private @Nullable Path folder;

    /** Without a folder yet; {@code made} gets it when it has been made. */
    Spool(Consumer<Path> made) {
        this.made = made;
    }

    /**
     * The file for one stream of one attempt; it does not exist before something is written.
     *
     * @throws UncheckedIOException if the folder cannot be made
     */
    synchronized Path file(long job, int attempt, String stream) {
        try {
            if (folder == null) {
                folder = Files.createTempDirectory("expool-");
                made.accept(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no folder can be made for captured outputs: " + e, e);
        }
        return folder.resolve(name(job, attempt, stream));
    }

    private static String name(long job, int attempt, String stream) {
        return job + "." + attempt + "." + stream;
    }

    static CapturedOutput nothing() {
        return new OpenFile(new byte[0]);
    }

    /** Removes an output before the pool is cleared. */
    void discard(long job, int attempt, String stream) {
        Path file = find(job, attempt, stream);
        if (file != null) {
            forget(file);
            delete(file);
        }
    }

    private synchronized @Nullable Path find(long job, int attempt, String stream) {
        return folder == null ? null : folder.resolve(name(job, attempt, stream));
    }

    private synchronized void forget(Path file) {
        stored.remove(file);
    }

    /** Keeps the file until the pool is cleared or closed. */
    private synchronized CapturedOutput keep(Path file, long size) {
        stored.add(file);
        return new Stored(file, size);
    }

    /** The output of an attempt that has ended. */
    CapturedOutput collect(long job, int attempt, String stream) {
        Path file = find(job, attempt, stream);
        if (file == null || !Files.exists(file)) {
            return nothing();
        }
        try {
            long size = Files.size(file);
            if (size <= SMALL) {
                byte[] content = Files.readAllBytes(file);
                Files.delete(file);
                return new OpenFile(content);
            }
            return keep(file, size);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the captured output " + file + " cannot be read into memory", e);
            return keep(file, file.toFile().length());
        }
    }

    /** Removes the outputs that were not read into memory; they can no longer be read. */
    void clear() {
        takeStored().forEach(Spool::delete);
    }

    private synchronized List<Path> takeStored() {
        List<Path> taken = List.copyOf(stored);
        stored.clear();
        return taken;
    }

    /** Removes everything. */
    @Override
    public void close() {
        Path spent = takeFolder();
        if (spent == null) {
            return;
        }
        try (Stream<Path> files = Files.list(spent)) {
            files.forEach(Spool::delete);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the captured outputs in " + spent + " cannot be listed", e);
        }
        delete(spent);
    }

    private synchronized @Nullable Path takeFolder() {
        Path taken = folder;
        folder = null;
        stored.clear();
        return taken;
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a captured output cannot be removed: " + path, e);
        }
    }

    private record OpenFile(byte[] content) implements CapturedOutput {
        @Override
        public long size() {
            return content.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(content);
        }
    }

    private record Stored(Path file, long size) implements CapturedOutput {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }
}
