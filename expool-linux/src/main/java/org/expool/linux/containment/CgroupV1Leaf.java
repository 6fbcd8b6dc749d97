package org.expool.linux.containment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.expool.PeakMemory;
import org.expool.linux.kernel.LibC;
import org.expool.spi.CellStatistics;
import org.expool.spi.LaunchStep;
import org.expool.spi.StartRefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A control group in several cgroup v1 hierarchies: always the freezer, and pids, cpuacct and memory where they are writable
 * (Documentation/admin-guide/cgroup-v1). The spawning thread itself enters by writing 0 to tasks and stays, so that only the
 * first job of a slot pays for it. Thread-safe.
 *
 * <p>Killing: a frozen process handles SIGKILL only once it is thawed. So the first round kills running processes, which
 * nearly always suffices; later rounds freeze the group, so that nothing can fork, kill and thaw. No thread of this JVM may
 * be inside then.
 */
final class CgroupV1Leaf implements Enclosure {

    private static final Logger LOG = LoggerFactory.getLogger(CgroupV1Leaf.class);
    private static final Duration FREEZE_TIMEOUT = Duration.ofMillis(100);
    private static final long POLL_NANOS = 200_000;

    /**
     * How long to wait for threads to leave: one that has ended cannot be moved, but stays in the group until the kernel has
     * released it.
     */
    private static final long REMOVE_NANOS = 1_000_000_000L;

    /**
     * How long to wait for a thread of this JVM to finish a spawn, which may hang on a network disk, before killing without
     * freezing.
     */
    private static final long SPAWN_LOCK_MILLIS = 100;

    /**
     * For shorter jobs pids.current tells whether the group is empty, for longer ones the list: the count omits processes
     * that left its hierarchy.
     */
    private static final long BRIEF_JOB_NANOS = 20_000_000;

    private final OpenFiles open = new OpenFiles();
    private final CgroupV1Folders pool;
    private final List<Path> folders = new ArrayList<>();
    private final List<CgroupFile> tasks = new ArrayList<>();
    private final Path freezer;
    private final String path;
    private final Path procs;
    private final CgroupFile state;
    private final @Nullable CgroupFile count;
    private final @Nullable CpuAccount cpu;
    private final @Nullable MemoryAccount memory;
    private final @Nullable CgroupMemory memoryController;
    private volatile @Nullable SpawnerLocation spawner;
    private volatile long startedNanos = System.nanoTime() - BRIEF_JOB_NANOS;

    /**
     * Creates the groups.
     *
     * @param keepOpen whether to keep the files open that each job needs
     */
    CgroupV1Leaf(CgroupV1Folders poolFolders, String name, boolean keepOpen) {
        this.pool = poolFolders;
        for (Path base : poolFolders.bases()) {
            Path folder = base.resolve(name);
            CgroupFolders.make(folder);
            folders.add(folder);
        }
        freezer = folders.get(0);
        path = "/" + poolFolders.bases().get(0).getFileName() + "/" + name + "\n";
        procs = freezer.resolve("cgroup.procs");
        try {
            folders.forEach(folder -> tasks.add(open.add(CgroupFile.open(folder.resolve("tasks"), true, false))));
            state = open.add(CgroupFile.open(freezer.resolve("freezer.state"), true, false));
            count = open.addIfAny(folders.stream()
                    .map(folder -> folder.resolve("pids.current"))
                    .filter(Files::isReadable)
                    .findFirst()
                    .map(file -> CgroupFile.open(file, false, keepOpen))
                    .orElse(null));
            cpu = CpuAccount.find(folders, keepOpen, open);
            memory = MemoryAccount.find(folders, keepOpen, open);
            memoryController = CgroupMemory.find(folders, true);
        } catch (RuntimeException | Error e) {
            open.close();
            throw e;
        }
    }

    @Override
    public LaunchStep enter() {
        return new PrefixEnterStep();
    }

    /** Called on the spawner thread: the thread that requests the step starts the jobs of all workers. */
    private void begin() {
        startedNanos = System.nanoTime();
        try {
            if (cpu != null) {
                cpu.begin();
            }
            if (memory != null) {
                memory.begin();
            }
        } catch (UncheckedIOException e) {
            throw new StartRefusedException(
                    "the accounts of the control group " + freezer + " cannot be read: " + e, e);
        }
    }

    private final class PrefixEnterStep implements LaunchStep {

        @Override
        public List<String> prefix() {
            begin();
            return new EnterPrefix(folders.stream()
                            .map(folder -> folder.resolve("cgroup.procs"))
                            .toList())
                    .prefix();
        }

        @Override
        public LaunchStep onSpawnerThread() {
            return new ThreadEnterStep();
        }
    }

    /** The spawning thread enters the group unless it is still there from the last spawn. */
    private final class ThreadEnterStep implements LaunchStep {

        @Override
        public void beforeSpawn() {
            SpawnerLocation thread = pool.currentThread();
            thread.lock.lock();
            try {
                if (thread.home != CgroupV1Leaf.this) {
                    moveIn();
                    thread.home = CgroupV1Leaf.this;
                    spawner = thread;
                }
                begin();
            } catch (IOException | StartRefusedException e) {
                thread.home = null;
                thread.lock.unlock();
                throw new StartRefusedException("the control group " + freezer + " cannot be entered: " + e, e);
            }
        }

        @Override
        public void afterSpawn() {
            pool.currentThread().lock.unlock();
        }
    }

    private void moveIn() throws IOException {
        for (CgroupFile file : tasks) {
            file.write("0");
        }
    }

    @Override
    public void signal(int... numbers) {
        for (Long pid : members()) {
            Kernel.signal(pid, this::isMember, numbers);
        }
    }

    @Override
    public void kill(int round) {
        if (round == 0 && isIn("THAWED")) {
            signal(LibC.SIGKILL);
            return;
        }
        try {
            boolean frozen = freeze() && awaitFrozen();
            signal(LibC.SIGKILL);
            if (!frozen) {
                LOG.debug("{} is killed without being frozen", freezer);
            }
        } finally {
            thaw(); // only then it handles the signal, and the next round may come late
        }
    }

    @Override
    public boolean freeze() {
        return moveOut() && setState("FROZEN");
    }

    private boolean awaitFrozen() {
        long deadline = System.nanoTime() + FREEZE_TIMEOUT.toNanos();
        while (!isIn("FROZEN")) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }

    @Override
    public void thaw() {
        setState("THAWED");
    }

    private boolean isIn(String value) {
        return state.read().startsWith(value);
    }

    /** Returns whether it succeeded; a failure is logged. */
    private boolean setState(String value) {
        try {
            state.write(value);
            return true;
        } catch (IOException e) {
            LOG.warn("the control group {} cannot be set to {}: {}", freezer, value, e.toString());
            return false;
        }
    }

    /** Moves the threads of this JVM out; false if one is spawning, and stays. */
    private boolean moveOut() {
        if (!containsOwnThread()) {
            return true;
        }
        SpawnerLocation thread = spawner;
        if (thread != null && !locked(thread)) {
            return false;
        }
        try {
            folders.forEach(pool::moveOut);
            if (thread != null && thread.home == this) {
                thread.home = null;
            }
            return !containsOwnThread();
        } finally {
            if (thread != null) {
                thread.lock.unlock();
            }
        }
    }

    private static boolean locked(SpawnerLocation thread) {
        try {
            return thread.lock.tryLock(SPAWN_LOCK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean containsOwnThread() {
        return CgroupV1Folders.list(procs).lines().anyMatch(pool.self()::equals);
    }

    @Override
    public @Nullable CgroupMemory memory() {
        return memoryController;
    }

    @Override
    public boolean isEmpty() {
        CgroupFile quick = System.nanoTime() - startedNanos < BRIEF_JOB_NANOS ? count : null;
        return quick != null && hasOnlyOwnThread(quick) || isListEmpty();
    }

    /** Whether the group contains nothing but the spawner thread; costs a tenth of the list. */
    private boolean hasOnlyOwnThread(CgroupFile tasksHere) {
        SpawnerLocation thread = spawner;
        return tasksHere.number() == (thread != null && thread.home == this ? 1 : 0);
    }

    private boolean isListEmpty() {
        String all = CgroupV1Folders.list(procs);
        return all.isEmpty() || all.strip().equals(pool.self());
    }

    private List<Long> members() {
        return CgroupV1Folders.list(procs)
                .lines()
                .filter(pid -> !pid.equals(pool.self()))
                .map(Long::valueOf)
                .toList();
    }

    private boolean isMember(long pid) {
        return pool.procfs().groups(pid).contains(path);
    }

    @Override
    public CellStatistics statistics() {
        return new CellStatistics(
                cpu == null ? null : cpu.user(),
                cpu == null ? null : cpu.system(),
                memory == null ? null : memory.peak(),
                memory == null ? null : memory.oomKills());
    }

    @Override
    public @Nullable PeakMemory peakWithoutFiles() {
        return memory == null ? null : memory.peakWithoutFiles();
    }

    @Override
    public boolean remove() {
        long deadline = System.nanoTime() + REMOVE_NANOS;
        while (!moveOut()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return folders.stream().filter(folder -> !CgroupFolders.remove(folder)).count() == 0;
    }

    @Override
    public void close() {
        open.close();
    }
}
