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
import org.expool.linux.launch.SpawnerStep;
import org.expool.linux.proc.Procfs;
import org.expool.spi.CellStatistics;
import org.expool.spi.LaunchStep;
import org.expool.spi.LaunchStepException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A control group of the second version; its own files (cgroup.procs, cgroup.kill since Linux 5.14, cgroup.freeze since
 * 5.2, cpu.stat) are there without any controller, memory.peak (5.19) and memory.events with the memory controller
 * (Documentation/admin-guide/cgroup-v2.rst). SIGKILL ends frozen processes as well. Thread-safe.
 */
final class CgroupV2Leaf implements Enclosure {

    private static final Logger LOG = LoggerFactory.getLogger(CgroupV2Leaf.class);
    private static final long BETWEEN_LOOKS = 200_000;
    private static final int KILLING_LOOKS = 50;

    private final Path folder;
    private final String path;
    private final Procfs procfs;
    private final GroupFile procs;
    private final GroupFile cpu;
    private final @Nullable MemoryAccount memory;
    private final @Nullable GroupMemory control;
    private final LaunchStep prefix;
    private final @Nullable CgroupFd birth;
    private volatile Count begin;

    /** What had been counted when the job began. */
    private record Count(long user, long system) {}

    /**
     * Makes the group.
     *
     * @param busy whether to keep open what each job needs
     * @throws LaunchStepException if it cannot be made or opened
     * @throws java.io.UncheckedIOException if one of its files cannot be opened or read
     */
    CgroupV2Leaf(Path folder, Procfs procfs, boolean busy) {
        GroupFolders.make(folder);
        this.folder = folder;
        this.path = "/" + folder.subpath(folder.getNameCount() - 2, folder.getNameCount()) + "\n";
        this.procfs = procfs;
        procs = GroupFile.open(folder.resolve("cgroup.procs"), false, busy);
        cpu = GroupFile.open(folder.resolve("cpu.stat"), false, busy);
        memory = MemoryAccount.find(List.of(folder), busy);
        control = GroupMemory.find(List.of(folder), true);
        prefix = new EnterPrefix(List.of(folder.resolve("cgroup.procs")));
        begin = count();
        try {
            birth = CgroupFd.find(folder);
        } catch (LaunchStepException e) {
            closeFiles();
            throw e;
        }
    }

    @Override
    public LaunchStep enter() {
        begin = count();
        if (memory != null) {
            memory.begin();
        }
        CgroupFd born = birth;
        return born == null ? prefix : new Entering(prefix, born);
    }

    /** By the attribute where the launcher has it, else by the prefix. */
    private record Entering(LaunchStep otherwise, CgroupFd birth) implements SpawnerStep {

        @Override
        public LaunchStep onSpawner() {
            return birth;
        }

        @Override
        public List<String> prefix() {
            return otherwise.prefix();
        }
    }

    @Override
    public void signal(int... numbers) {
        for (Long pid : members()) {
            Kernel.signal(pid, this::isMember, numbers);
        }
    }

    /**
     * At once where that is possible. Not in a group that processes are born in: once its cgroup.kill was used, Linux
     * (seen on 6.18) kills each process that is born there from outside, for it compares the count of kills of the
     * parent's group with that of the child's (kill_seq in cgroup_css_set_fork and cgroup_post_fork).
     */
    @Override
    public void kill(int round) {
        try {
            if (birth != null || !killed()) {
                killFrozen();
            }
        } finally {
            thaw(); // for the next job, and for the next round
        }
    }

    /** False on a kernel that has no such file. */
    private boolean killed() {
        try {
            Files.writeString(folder.resolve("cgroup.kill"), "1", StandardOpenOption.WRITE);
            return true;
        } catch (IOException olderKernel) {
            return false;
        }
    }

    /** What is frozen has no more children, also what is just being born; what is killed ends all the same. */
    private void killFrozen() {
        write("cgroup.freeze", "1");
        for (int look = 0; look < KILLING_LOOKS && !isEmpty(); look++) {
            signal(LibC.SIGKILL);
            LockSupport.parkNanos(BETWEEN_LOOKS);
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
    public @Nullable GroupMemory memory() {
        return control;
    }

    @Override
    public boolean isEmpty() {
        return procs.read().isEmpty();
    }

    @Override
    public CellStatistics statistics() {
        Count end = count();
        Count start = begin;
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
        closeFiles();
        if (birth != null) {
            birth.close();
        }
        return GroupFolders.remove(folder);
    }

    private void closeFiles() {
        procs.close();
        cpu.close();
        if (memory != null) {
            memory.close();
        }
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

    /** Returns whether that was possible; why not, is logged. */
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
