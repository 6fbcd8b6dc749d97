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
 * A file of a control group. Files used for each job are kept open, as opening costs more than reading; but a pool of
 * thousands of workers would run out of descriptors, so most of their files are opened for each use. Not a channel, which an
 * interrupt of the reader would close. Numbers are read for each job, without allocating an object. Thread-safe.
 */
final class CgroupFile implements AutoCloseable {

    private final Path path;
    private final String mode;
    private final boolean keptOpen;
    private @Nullable RandomAccessFile file;
    private boolean closed;
    private byte[] buffer = new byte[1024];

    private CgroupFile(Path path, String mode, boolean keepOpen) throws IOException {
        this.path = path;
        this.mode = mode;
        this.keptOpen = keepOpen;
        if (keepOpen) {
            file = openFile();
        }
    }

    /**
     * Opens the file if it is kept open.
     *
     * @throws UncheckedIOException if it is absent or may not be opened
     */
    static CgroupFile open(Path path, boolean toWrite, boolean keepOpen) {
        try {
            return new CgroupFile(path, toWrite ? "rw" : "r", keepOpen);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /**
     * The same for reading if the file exists; else null: this kernel does not have it, or its controller is not enabled.
     */
    static @Nullable CgroupFile find(Path path, boolean keepOpen) {
        return Files.isReadable(path) ? open(path, false, keepOpen) : null;
    }

    private RandomAccessFile openFile() throws IOException {
        return file != null ? file : new RandomAccessFile(path.toFile(), mode);
    }

    private void closeUnlessKept(RandomAccessFile used) throws IOException {
        if (!keptOpen) {
            used.close();
        }
    }

    /**
     * The current content; empty once the group was removed or this was closed.
     *
     * @throws UncheckedIOException if it exists but cannot be read, for instance without free descriptors: unreadable is not
     *     empty
     */
    synchronized String read() {
        int size = fill(true); // may replace the buffer
        return new String(buffer, 0, size, StandardCharsets.US_ASCII);
    }

    /** The number at the beginning; 0 if there is none. Throws as {@link #read}. */
    synchronized long number() {
        return numberAt(0, fill(false));
    }

    /** The number after a key at the beginning of a line; 0 if absent. Throws as {@link #read}. */
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
     * Reads into the buffer; returns the size.
     *
     * @param all whether to read to the end: a list of pids may need several reads, a number needs one
     */
    private int fill(boolean all) {
        try {
            RandomAccessFile used = openFile();
            try {
                used.seek(0);
                int size = Math.max(0, used.read(buffer, 0, buffer.length));
                return all && size > 0 ? rest(used, size) : size;
            } finally {
                closeUnlessKept(used);
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
        RandomAccessFile used = openFile();
        try {
            used.seek(0);
            used.write(text.getBytes(StandardCharsets.US_ASCII));
        } finally {
            closeUnlessKept(used);
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
