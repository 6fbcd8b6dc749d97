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
 * reader would close. Thread-safe.
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
            file.seek(0);
            int size = 0;
            int count = file.read(buffer, 0, buffer.length);
            while (count > 0) {
                size += count;
                if (size == buffer.length) {
                    buffer = Arrays.copyOf(buffer, 2 * size);
                }
                count = file.read(buffer, size, buffer.length - size);
            }
            return new String(buffer, 0, size, StandardCharsets.US_ASCII);
        } catch (IOException removed) {
            return "";
        }
    }

    /** The number it consists of; 0 if it is none. */
    long number() {
        String text = read().strip();
        return text.isEmpty() || !Character.isDigit(text.charAt(0)) ? 0 : Long.parseLong(text);
    }

    /** The number after a key at the beginning of a line; 0 if it is not there. */
    long number(String key) {
        return read().lines()
                .filter(line -> line.startsWith(key + " "))
                .mapToLong(line -> Long.parseLong(line.substring(key.length() + 1)))
                .findFirst()
                .orElse(0);
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
