package org.expool.linux.containment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.expool.PeakMemory;
import org.expool.linux.kernel.LibC;
import org.expool.linux.proc.Procfs;
import org.expool.spi.CellStatistics;
import org.expool.spi.LaunchStep;
import org.expool.spi.StartRefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cgroup v2 without children. Its core files (cgroup.procs, cgroup.kill since Linux 5.14, cgroup.freeze since 5.2,
 * cpu.stat) exist without any controller, memory.peak (5.19) and memory.events with the memory controller
 * (Documentation/admin-guide/cgroup-v2.rst). SIGKILL also ends frozen processes. Thread-safe.
 */
final class CgroupV2Leaf implements Enclosure {

    private static final Logger LOG = LoggerFactory.getLogger(CgroupV2Leaf.class);
    private static final long POLL_NANOS = 200_000;
    private static final int KILL_ROUNDS = 50;

    private final OpenFiles open = new OpenFiles();
    private final Path folder;
    private final String path;
    private final Procfs procfs;
    private final CgroupFile procs;
    private final CgroupFile cpu;
    private final @Nullable MemoryAccount memory;
    private final @Nullable CgroupMemory memoryController;
    private final LaunchStep prefix;
    private final @Nullable CgroupFd cgroupFd;
    private volatile Count start;

    /** The counts at the start of the job. */
    private record Count(long user, long system) {}

    /**
     * Creates the group.
     *
     * @param keepOpen whether to keep the files open that each job needs
     * @throws StartRefusedException if it cannot be created or opened
     * @throws java.io.UncheckedIOException if one of its files cannot be opened or read
     */
    CgroupV2Leaf(Path folder, Procfs procfs, boolean keepOpen) {
        CgroupFolders.make(folder);
        this.folder = folder;
        this.path = "/" + folder.subpath(folder.getNameCount() - 2, folder.getNameCount()) + "\n";
        this.procfs = procfs;
        prefix = new EnterPrefix(List.of(folder.resolve("cgroup.procs")));
        try {
            procs = open.add(CgroupFile.open(folder.resolve("cgroup.procs"), false, keepOpen));
            cpu = open.add(CgroupFile.open(folder.resolve("cpu.stat"), false, keepOpen));
            memory = MemoryAccount.find(List.of(folder), keepOpen, open);
            memoryController = CgroupMemory.find(List.of(folder), true);
            start = count();
            cgroupFd = open.addIfAny(CgroupFd.find(folder));
        } catch (RuntimeException | Error e) {
            open.close();
            throw e;
        }
    }

    @Override
    public LaunchStep enter() {
        start = count();
        if (memory != null) {
            memory.begin();
        }
        CgroupFd fd = cgroupFd;
        return fd == null ? prefix : new EnterStep(prefix, fd);
    }

    /** Spawns into the group where the launcher can, else enters by a prefix. */
    private record EnterStep(LaunchStep byPrefix, CgroupFd onSpawner) implements LaunchStep {

        @Override
        public LaunchStep onSpawnerThread() {
            return onSpawner;
        }

        @Override
        public List<String> prefix() {
            return byPrefix.prefix();
        }
    }

    @Override
    public void signal(int... numbers) {
        for (Long pid : members()) {
            Kernel.signal(pid, this::isMember, numbers);
        }
    }

    /**
     * Uses cgroup.kill where possible. Not in a group that processes are spawned into: once its cgroup.kill was used, Linux
     * (seen on 6.18) kills each process that is spawned into it from outside, as it compares the count of kills of the
     * parent's group with that of the child's (kill_seq in cgroup_css_set_fork and cgroup_post_fork).
     */
    @Override
    public void kill(int round) {
        try {
            if (cgroupFd != null || !killByFile()) {
                killFrozen();
            }
        } finally {
            thaw(); // for the next job and the next round
        }
    }

    /** False on a kernel without cgroup.kill. */
    private boolean killByFile() {
        try {
            Files.writeString(folder.resolve("cgroup.kill"), "1", StandardOpenOption.WRITE);
            return true;
        } catch (IOException olderKernel) {
            return false;
        }
    }

    /** Frozen processes cannot fork, also those that are being forked; killed ones end nevertheless. */
    private void killFrozen() {
        write("cgroup.freeze", "1");
        for (int round = 0; round < KILL_ROUNDS && !isEmpty(); round++) {
            signal(LibC.SIGKILL);
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    @Override
    public boolean freeze() {
        return write("cgroup.freeze", "1");
    }

    @Override
    public void thaw() {
        write("cgroup.freeze", "0");
    }

    @Override
    public @Nullable CgroupMemory memory() {
        return memoryController;
    }

    @Override
    public boolean isEmpty() {
        return procs.read().isEmpty();
    }

    @Override
    public CellStatistics statistics() {
        Count end = count();
        Count start = this.start;
        return new CellStatistics(
                Duration.ofNanos(1000 * (end.user - start.user)),
                Duration.ofNanos(1000 * (end.system - start.system)),
                memory == null ? null : memory.peak(),
                memory == null ? null : memory.oomKills());
    }

    @Override
    public @Nullable PeakMemory peakWithoutFiles() {
        return memory == null ? null : memory.peakWithoutFiles();
    }

    @Override
    public boolean remove() {
        return CgroupFolders.remove(folder);
    }

    @Override
    public void close() {
        open.close();
    }

    private List<Long> members() {
        return procs.read().lines().map(Long::valueOf).toList();
    }

    private boolean isMember(long pid) {
        return procfs.groups(pid).contains(path);
    }

    private Count count() {
        return new Count(cpu.number("user_usec"), cpu.number("system_usec"));
    }

    /** Returns whether it succeeded; a failure is logged. */
    private boolean write(String file, String value) {
        try {
            Files.writeString(folder.resolve(file), value, StandardOpenOption.WRITE);
            return true;
        } catch (NoSuchFileException removed) {
            LOG.debug("{} is gone", folder);
        } catch (IOException e) {
            LOG.warn("{} of the control group {} cannot be written: {}", file, folder, e.toString());
        }
        return false;
    }
}
