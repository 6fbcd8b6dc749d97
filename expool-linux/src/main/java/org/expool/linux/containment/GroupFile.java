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
            throw new UncheckedIOException(e);
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

    /** All of it as it is now; empty once the group was removed or this was closed. */
    synchronized String read() {
        try {
            RandomAccessFile used = opened();
            int size = first(used);
            int more = size;
            while (more > 0) {
                if (size == buffer.length) {
                    buffer = Arrays.copyOf(buffer, 2 * size);
                }
                more = used.read(buffer, size, buffer.length - size);
                size += Math.max(0, more);
            }
            done(used);
            return new String(buffer, 0, size, StandardCharsets.US_ASCII);
        } catch (IOException removed) {
            return "";
        }
    }

    /** The number it begins with; 0 if it does not. */
    synchronized long number() {
        return numberAt(0, first());
    }

    /** The number after a key at the beginning of a line; 0 if it is not there. */
    synchronized long number(String key) {
        int size = first();
        int line = 0;
        while (line < size) {
            if (isAt(line, size, key)) {
                return numberAt(line + key.length() + 1, size);
            }
            line = nextLine(line, size);
        }
        return 0;
    }

    /** Of a short file: a list of processes may come in several pieces, a number comes in one. */
    private int first() {
        try {
            RandomAccessFile used = opened();
            int size = first(used);
            done(used);
            return size;
        } catch (IOException removed) {
            return 0;
        }
    }

    private int first(RandomAccessFile used) throws IOException {
        used.seek(0);
        return Math.max(0, used.read(buffer, 0, buffer.length));
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
    public void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
