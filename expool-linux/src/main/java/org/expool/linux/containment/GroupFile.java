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
 * A file of a control group, kept open: opening one costs more than reading it. Not a channel, which an interrupt of the
 * reader would close. Numbers are read on the way of each job, without making an object. Thread-safe.
 */
final class GroupFile implements AutoCloseable {

    private final RandomAccessFile file;
    private byte[] buffer = new byte[1024];

    private GroupFile(RandomAccessFile file) {
        this.file = file;
    }

    /**
     * Opens it.
     *
     * @throws UncheckedIOException if it is not there or may not be opened
     */
    static GroupFile open(Path path, boolean toWrite) {
        try {
            return new GroupFile(new RandomAccessFile(path.toFile(), toWrite ? "rw" : "r"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens it for reading if it is there; else null: this kernel does not have it or its controller is not on. */
    static @Nullable GroupFile find(Path path) {
        return Files.isReadable(path) ? open(path, false) : null;
    }

    /** All of it as it is now; empty once the group was removed or this was closed. */
    synchronized String read() {
        try {
            int size = first();
            int more = size;
            while (more > 0) {
                if (size == buffer.length) {
                    buffer = Arrays.copyOf(buffer, 2 * size);
                }
                more = file.read(buffer, size, buffer.length - size);
                size += Math.max(0, more);
            }
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
            file.seek(0);
            return Math.max(0, file.read(buffer, 0, buffer.length));
        } catch (IOException removed) {
            return 0;
        }
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
        file.seek(0);
        file.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
