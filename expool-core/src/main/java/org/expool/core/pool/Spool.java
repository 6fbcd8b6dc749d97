package org.expool.core.pool;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.expool.CapturedOutput;
import org.jspecify.annotations.Nullable;

/**
 * Where captured outputs are written: a folder of temporary files, made when first needed. A file instead of a pipe,
 * so that a job never waits for a reader, and a grandchild that keeps the stream open delays nothing. Small outputs
 * are taken into memory when the job has ended. Thread-safe.
 */
final class Spool {

    /** Up to this size an output is held in memory. */
    private static final int SMALL = 64 * 1024;

    private static final Logger LOG = System.getLogger(Spool.class.getName());

    private @Nullable Path folder;

    /** The file for one stream of one job; does not exist before something is written. */
    synchronized Path file(long job, String stream) {
        try {
            if (folder == null) {
                folder = Files.createTempDirectory("expool-");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for captured outputs: " + e.getMessage(), e);
        }
        return folder.resolve(job + "." + stream);
    }

    /** What was written, once the job has ended. */
    CapturedOutput collect(Path file) {
        try {
            long size = Files.exists(file) ? Files.size(file) : 0;
            if (size > SMALL) {
                return new Stored(file, size);
            }
            byte[] content = size == 0 ? new byte[0] : Files.readAllBytes(file);
            Files.deleteIfExists(file);
            return new Held(content);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot read the captured output " + file, e);
            return new Stored(file, 0);
        }
    }

    /** Removes all files; outputs that were not taken into memory can no longer be read. */
    synchronized void clear() {
        Path spent = folder;
        folder = null;
        if (spent == null) {
            return;
        }
        try (Stream<Path> files = Files.list(spent)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.deleteIfExists(file);
            }
            Files.delete(spent);
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            LOG.log(Level.WARNING, "somebody else changed the folder of captured outputs {0}", spent);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot remove the captured outputs in " + spent, e);
        }
    }

    private record Held(byte[] content) implements CapturedOutput {
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
