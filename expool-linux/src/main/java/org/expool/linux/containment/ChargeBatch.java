package org.expool.linux.containment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.expool.CpuSet;
import org.expool.linux.proc.PageSize;

/**
 * The granularity in which the kernel charges memory to control groups: each CPU charges in batches of 64 pages
 * (MEMCG_CHARGE_BATCH in the kernel's memcontrol.c) and consumes these, so that a charge may be off by a batch per CPU.
 * Immutable and thread-safe.
 *
 * @param bytes the largest error of all CPUs together
 */
record ChargeBatch(long bytes) {

    private static final long PAGES = 64;
    private static final long USUAL_PAGE = 4096;

    /** That of all CPUs of this host, as a quota or a mask does not prevent that the others are used. */
    static ChargeBatch ofThisHost() {
        return new ChargeBatch(cpus() * PAGES * PageSize.read(Path.of("/proc")).orElse(USUAL_PAGE));
    }

    private static int cpus() {
        try {
            return CpuSet.parse(Files.readString(Path.of("/sys/devices/system/cpu/online"))
                            .strip())
                    .size();
        } catch (IOException | IllegalArgumentException hidden) {
            return Runtime.getRuntime().availableProcessors();
        }
    }

    /** The figure, but at least the granularity: smaller values, 0 among them, are not known. */
    long atLeast(long figure) {
        return Math.max(figure, bytes);
    }
}
