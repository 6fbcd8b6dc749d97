package org.expool.linux.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.expool.MemoryMeasure;
import org.expool.linux.proc.Digits;
import org.expool.linux.proc.ProcFile;
import org.jspecify.annotations.Nullable;

/** A process of a job. Its statm file is kept open. Not thread-safe. */
final class JobProcess implements AutoCloseable {

    /** The size of a process that has ended. */
    static final long GONE = -1;

    private final long pid;
    private final Path folder;
    private final ProcFile statm;

    /** Whether the proportional set size may be read; not for processes of other users. */
    private boolean proportional = true;

    JobProcess(long pid, Path folder) throws IOException {
        this.pid = pid;
        this.folder = folder;
        statm = new ProcFile(folder.resolve("statm"));
    }

    long pid() {
        return pid;
    }

    /**
     * Its current memory.
     *
     * @return bytes, or {@link #GONE}
     */
    long bytes(MemoryMeasure measure, long pageSize, byte[] buffer) {
        try {
            Digits pages = new Digits(buffer, 0, statm.read(buffer));
            long virtual = pages.next();
            long resident = pages.next();
            if (resident < 0) {
                return GONE;
            }
            if (measure == MemoryMeasure.PROPORTIONAL && proportional) {
                Long bytes = proportionalBytes();
                return bytes == null ? resident * pageSize : bytes;
            }
            return measure == MemoryMeasure.RSS_VMS_MIX
                    ? (9 * resident + virtual) * pageSize / 10
                    : resident * pageSize;
        } catch (IOException ended) {
            return GONE;
        }
    }

    boolean hasEnded() {
        return bytes(MemoryMeasure.RESIDENT, 1, new byte[32]) == GONE;
    }

    /** Whether its proportional set size can be read, as far as was tried. */
    boolean isProportional() {
        return proportional;
    }

    /** The Pss of /proc/PID/smaps_rollup (Linux 4.14), for which the kernel walks all page tables of the process. */
    private @Nullable Long proportionalBytes() {
        try {
            for (String line : Files.readAllLines(folder.resolve("smaps_rollup"))) {
                if (line.startsWith("Pss:")) {
                    return Digits.of(line).next() * 1024;
                }
            }
            return null;
        } catch (IOException e) {
            proportional = false;
            return null;
        }
    }

    @Override
    public void close() {
        try {
            statm.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // cannot happen to a file that was only read
        }
    }
}
