package org.expool.linux.proc;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * A small file of procfs that is read again and again. Open it stands for one process, whatever becomes of its pid: when
 * that has ended, reading fails (proc(5)). Opening takes longer than reading. Not thread-safe.
 */
public final class ProcFile implements AutoCloseable {

    private final RandomAccessFile file;

    /**
     * Opens it.
     *
     * @throws IOException if it is not there, or no descriptor is left
     */
    public ProcFile(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
    }

    /**
     * Reads from its beginning as much as there is, or fits.
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
