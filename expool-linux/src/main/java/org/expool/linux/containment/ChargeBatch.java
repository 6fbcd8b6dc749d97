package org.expool.linux.containment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.expool.CpuSet;
import org.expool.linux.proc.PageSize;

/**
 * How finely the kernel charges memory to control groups: each CPU takes it in batches of 64 pages (MEMCG_CHARGE_BATCH in the
 * kernel's memcontrol.c) and hands out of these, so that a charge may be off by a batch for each CPU. Immutable and
 * thread-safe.
 *
 * @param bytes what all CPUs together may be off by
 */
record ChargeBatch(long bytes) {

    private static final long PAGES = 64;
    private static final long USUAL_PAGE = 4096;

    /** That of this machine: of all its CPUs, for a quota or a mask does not keep the others from being used. */
    static ChargeBatch ofThisMachine() {
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

    /** A figure as it may be told: what is finer than this is not known, and least of all 0. */
    long atLeast(long figure) {
        return Math.max(figure, bytes);
    }
}
