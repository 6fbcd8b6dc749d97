package org.expool.linux.proc;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * A small procfs file that is read repeatedly. While open, it refers to one process, even if its pid is used again: after
 * the end of the process reading fails (proc(5)). Opening takes longer than reading. Not thread-safe.
 */
public final class ProcFile implements AutoCloseable {

    private final RandomAccessFile file;

    /**
     * Opens the file.
     *
     * @throws IOException if it does not exist, or no descriptor is free
     */
    public ProcFile(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
    }

    /**
     * Reads from the beginning, up to the size of the buffer.
     *
     * @throws IOException if the process has ended
     */
    public int read(byte[] buffer) throws IOException {
        file.seek(0);
        return Math.max(0, file.read(buffer));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
