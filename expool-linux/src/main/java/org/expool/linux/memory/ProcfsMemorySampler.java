package org.expool.linux.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.expool.linux.proc.PageSize;
import org.expool.linux.proc.ProcessStat;
import org.expool.spi.Availability;
import org.expool.spi.MemorySampler;
import org.expool.spi.MemorySession;
import org.expool.spi.PressureWatch;
import org.jspecify.annotations.Nullable;

/**
 * Reads the memory of process trees from /proc, in one scan for all. All descendants of a job belong to it, also orphans,
 * unless they left both tree and session before the first sample. Stateless and thread-safe.
 */
public final class ProcfsMemorySampler implements MemorySampler {

    private final Path root;

    public ProcfsMemorySampler() {
        this(Path.of("/"));
    }

    ProcfsMemorySampler(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "procfs";
    }

    @Override
    public int priority() {
        return 200;
    }

    @Override
    public Availability availability() {
        Path proc = root.resolve("proc");
        return PageSize.read(proc).isPresent()
                        && ProcessStat.read(proc.resolve("self")).isPresent()
                ? Availability.available()
                : Availability.unavailable(
                        proc + "/self/stat and auxv cannot be read: Linux has them where /proc is mounted");
    }

    @Override
    public @Nullable PressureWatch watchPressure(Runnable stalled) {
        return PressureTrigger.open(PressureTrigger.fileOf(root), stalled);
    }

    /**
     * Opens a session.
     *
     * @throws UncheckedIOException if /proc is gone
     */
    @Override
    public MemorySession open() {
        Path proc = root.resolve("proc");
        long pageSize = PageSize.read(proc)
                .orElseThrow(() -> new UncheckedIOException(new IOException(proc + "/self/auxv is gone")));
        return new ProcfsSession(proc, new HostMemoryReader(root), pageSize);
    }
}
