package org.expool.linux.containment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.expool.linux.memory.CgroupMemoryAlarm;
import org.expool.spi.PressureWatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory controller of one control group, v1 or v2: its limit and reclaim (Documentation/admin-guide/cgroup-v2.rst and
 * cgroup-v1/memory.rst). The limit includes swap where the kernel accounts for it. Thread-safe.
 *
 * <p>Beyond the limit the kernel first drops cache, and then kills processes of the group: with cgroup v2 all of them if it
 * is a leaf, with cgroup v1 the largest.
 */
final class CgroupMemory {

    private static final Logger LOG = LoggerFactory.getLogger(CgroupMemory.class);
    private static final long NONE = Long.MAX_VALUE;

    private final Path folder;
    private final boolean isV2;
    private final boolean isLeaf;
    private long limit = NONE;

    private CgroupMemory(Path folder, boolean isV2, boolean isLeaf) {
        this.folder = folder;
        this.isV2 = isV2;
        this.isLeaf = isLeaf;
    }

    /**
     * The controller of the first folder that has a writable one, else null.
     *
     * @param isLeaf whether the group contains the processes of one job, rather than groups
     */
    static @Nullable CgroupMemory find(List<Path> folders, boolean isLeaf) {
        for (Path folder : folders) {
            boolean isV2 = Files.isWritable(folder.resolve("memory.max"));
            if (isV2 || Files.isWritable(folder.resolve("memory.limit_in_bytes"))) {
                return new CgroupMemory(folder, isV2, isLeaf);
            }
        }
        return null;
    }

    Path folder() {
        return folder;
    }

    /**
     * Sets the limit, if it changes.
     *
     * @param bytes {@link Long#MAX_VALUE} for none
     * @return false if the kernel refuses
     */
    synchronized boolean limit(long bytes) {
        if (bytes == limit) {
            return true;
        }
        try {
            if (isV2) {
                write("memory.max", bytes == NONE ? "max" : Long.toString(bytes));
                writeIfThere("memory.swap.max", bytes == NONE ? "max" : "0");
                writeIfThere("memory.oom.group", bytes == NONE || !isLeaf ? "0" : "1");
            } else {
                limitV1(bytes);
            }
            limit = bytes;
            return true;
        } catch (IOException e) {
            LOG.warn("the memory limit of {} cannot be set to {} bytes: {}", folder, bytes, e.toString());
            return false;
        }
    }

    /** The limit with swap must never be below the one without. */
    private void limitV1(long bytes) throws IOException {
        String value = bytes == NONE ? "-1" : Long.toString(bytes);
        boolean raised = bytes > limit;
        if (raised) {
            writeIfThere("memory.memsw.limit_in_bytes", value);
        }
        write("memory.limit_in_bytes", value);
        if (!raised) {
            writeIfThere("memory.memsw.limit_in_bytes", value);
        }
    }

    /**
     * Watches for the group's memory to approach the amount; with cgroup v2 the kernel also throttles the group beyond it.
     *
     * @return null if the kernel cannot notify
     */
    @Nullable
    PressureWatch watch(long bytes, Runnable rising) {
        try {
            writeIfThere("memory.high", Long.toString(bytes));
        } catch (IOException e) {
            LOG.warn("memory.high of {} bytes cannot be set in {}: {}", bytes, folder, e.toString());
        }
        return CgroupMemoryAlarm.open(folder, bytes, rising);
    }

    boolean canReclaim() {
        return isV2 && Files.exists(folder.resolve("memory.reclaim"));
    }

    /** Linux 5.19; reclaiming less than requested is no error. */
    void reclaim(long bytes) {
        try {
            write("memory.reclaim", Long.toString(bytes));
        } catch (IOException less) {
            LOG.debug("less than {} bytes reclaimed from {}: {}", bytes, folder, less.toString());
        }
    }

    private void writeIfThere(String file, String value) throws IOException {
        if (Files.exists(folder.resolve(file))) {
            write(file, value);
        }
    }

    private void write(String file, String value) throws IOException {
        Files.writeString(folder.resolve(file), value, StandardOpenOption.WRITE);
    }
}
