package org.expool.linux.containment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.expool.linux.memory.GroupAlarm;
import org.expool.spi.PressureWatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory controller of one control group, of either version: its limit, and what it is asked to give back
 * (Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/memory.rst). Swap is limited along where the kernel accounts for
 * it. Thread-safe.
 *
 * <p>Beyond the limit the kernel first drops what is cached, and then ends processes of the group: in the second version
 * all of them if it is a leaf, in the first the one that holds most.
 */
final class GroupMemory {

    private static final Logger LOG = LoggerFactory.getLogger(GroupMemory.class);
    private static final long NONE = Long.MAX_VALUE;

    private final Path folder;
    private final boolean unified;
    private final boolean isLeaf;
    private long limit = NONE;

    private GroupMemory(Path folder, boolean unified, boolean isLeaf) {
        this.folder = folder;
        this.unified = unified;
        this.isLeaf = isLeaf;
    }

    /**
     * That of the first folder that has one which may be changed, else null.
     *
     * @param isLeaf whether the group holds the processes of one job, rather than groups that do
     */
    static @Nullable GroupMemory find(List<Path> folders, boolean isLeaf) {
        for (Path folder : folders) {
            boolean unified = Files.isWritable(folder.resolve("memory.max"));
            if (unified || Files.isWritable(folder.resolve("memory.limit_in_bytes"))) {
                return new GroupMemory(folder, unified, isLeaf);
            }
        }
        return null;
    }

    Path folder() {
        return folder;
    }

    /**
     * Sets the limit, if it is not that already.
     *
     * @param bytes {@link Long#MAX_VALUE} for none
     * @return false if the kernel refuses
     */
    synchronized boolean limit(long bytes) {
        if (bytes == limit) {
            return true;
        }
        try {
            if (unified) {
                write("memory.max", bytes == NONE ? "max" : Long.toString(bytes));
                writeIfThere("memory.swap.max", bytes == NONE ? "max" : "0");
                writeIfThere("memory.oom.group", bytes == NONE || !isLeaf ? "0" : "1");
            } else {
                limitFirstVersion(bytes);
            }
            limit = bytes;
            return true;
        } catch (IOException e) {
            LOG.warn("the memory of {} cannot be limited to {} bytes: {}", folder, bytes, e.toString());
            return false;
        }
    }

    /** The limit with swap may at no time be below the one without. */
    private void limitFirstVersion(long bytes) throws IOException {
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
     * Has the kernel say when the group comes to hold much of this, and, in the second version, slow down what goes beyond
     * it.
     *
     * @return null if it cannot
     */
    @Nullable
    PressureWatch watch(long bytes, Runnable rising) {
        try {
            writeIfThere("memory.high", Long.toString(bytes));
        } catch (IOException e) {
            LOG.warn("what grows beyond {} bytes in {} is not slowed down: {}", bytes, folder, e.toString());
        }
        return GroupAlarm.open(folder, bytes, rising);
    }

    boolean canReclaim() {
        return unified && Files.exists(folder.resolve("memory.reclaim"));
    }

    /** Linux 5.19; that it found less than was asked for is no fault. */
    void reclaim(long bytes) {
        try {
            write("memory.reclaim", Long.toString(bytes));
        } catch (IOException less) {
            LOG.debug("{} gave back less than {} bytes: {}", folder, bytes, less.toString());
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
