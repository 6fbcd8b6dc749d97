package org.expool.linux.containment;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file of a control group. One that is used for each job is kept open, as opening costs more than reading; but a pool of
 * thousands of workers would run out of descriptors, so that most of their files are opened for each use. Not a channel, which an interrupt of the
 * reader would close. Numbers are read on the way of each job, without making an object. Thread-safe.
 */
final class GroupFile implements AutoCloseable {

    private final Path path;
    private final String mode;
    private final boolean kept;
    private @Nullable RandomAccessFile file;
    private boolean closed;
    private byte[] buffer = new byte[1024];

    private GroupFile(Path path, String mode, boolean kept) throws IOException {
        this.path = path;
        this.mode = mode;
        this.kept = kept;
        if (kept) {
            file = opened();
        }
    }

    /**
     * Opens it, if it is to be kept open.
     *
     * @throws UncheckedIOException if it is not there or may not be opened
     */
    static GroupFile open(Path path, boolean toWrite, boolean kept) {
        try {
            return new GroupFile(path, toWrite ? "rw" : "r", kept);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** The same for reading if it is there; else null: this kernel does not have it or its controller is not on. */
    static @Nullable GroupFile find(Path path, boolean kept) {
        return Files.isReadable(path) ? open(path, false, kept) : null;
    }

    private RandomAccessFile opened() throws IOException {
        return file != null ? file : new RandomAccessFile(path.toFile(), mode);
    }

    private void done(RandomAccessFile used) throws IOException {
        if (!kept) {
            used.close();
        }
    }

    /**
     * All of it as it is now; empty once the group was removed or this was closed.
     *
     * @throws UncheckedIOException if it is there but cannot be read, as where no descriptor is left: not to know is not to
     *     be empty
     */
    synchronized String read() {
        int size = fill(true); // may need a larger buffer
        return new String(buffer, 0, size, StandardCharsets.US_ASCII);
    }

    /** The number it begins with; 0 if it does not. Throws as {@link #read}. */
    synchronized long number() {
        return numberAt(0, fill(false));
    }

    /** The number after a key at the beginning of a line; 0 if it is not there. Throws as {@link #read}. */
    synchronized long number(String key) {
        int size = fill(false);
        int line = 0;
        while (line < size) {
            if (isAt(line, size, key)) {
                return numberAt(line + key.length() + 1, size);
            }
            line = nextLine(line, size);
        }
        return 0;
    }

    /**
     * Reads into the buffer; returns how much.
     *
     * @param all a list of processes may come in several pieces, a number comes in one
     */
    private int fill(boolean all) {
        try {
            RandomAccessFile used = opened();
            try {
                used.seek(0);
                int size = Math.max(0, used.read(buffer, 0, buffer.length));
                return all && size > 0 ? rest(used, size) : size;
            } finally {
                done(used);
            }
        } catch (IOException e) {
            if (closed || !Files.exists(path)) {
                return 0;
            }
            throw new UncheckedIOException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private int rest(RandomAccessFile used, int read) throws IOException {
        int size = read;
        int more = read;
        while (more > 0) {
            if (size == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * size);
            }
            more = used.read(buffer, size, buffer.length - size);
            size += Math.max(0, more);
        }
        return size;
    }

    private boolean isAt(int line, int size, String key) {
        int end = line + key.length();
        if (end >= size || buffer[end] != ' ') {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            if (buffer[line + i] != key.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int nextLine(int line, int size) {
        int next = line;
        while (next < size && buffer[next] != '\n') {
            next++;
        }
        return next + 1;
    }

    private long numberAt(int start, int size) {
        long number = 0;
        for (int i = start; i < size && buffer[i] >= '0' && buffer[i] <= '9'; i++) {
            number = 10 * number + buffer[i] - '0';
        }
        return number;
    }

    /**
     * Writes.
     *
     * @throws IOException if the kernel refuses
     */
    synchronized void write(String text) throws IOException {
        RandomAccessFile used = opened();
        try {
            used.seek(0);
            used.write(text.getBytes(StandardCharsets.US_ASCII));
        } finally {
            done(used);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
