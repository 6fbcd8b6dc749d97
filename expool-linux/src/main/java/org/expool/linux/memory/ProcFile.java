package org.expool.linux.memory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * A small file of procfs that is read again and again. Open it stands for one process, whatever becomes of its pid: when
 * that has ended, reading fails (proc(5)). Opening takes longer than reading. Not thread-safe.
 */
final class ProcFile implements AutoCloseable {

    private final RandomAccessFile file;

    ProcFile(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
    }

    /**
     * Reads from its beginning as much as there is, or fits.
     *
     * @throws IOException if the process has ended
     */
    int read(byte[] buffer) throws IOException {
        file.seek(0);
        return Math.max(0, file.read(buffer));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
