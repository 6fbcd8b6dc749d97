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
import org.expool.linux.launch.SpawnerStep;
import org.expool.spi.CellStatistics;
import org.expool.spi.LaunchStep;
import org.expool.spi.LaunchStepException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A control group in each of several hierarchies of the first version: the freezer's always, those of pids, cpuacct and
 * memory where they can be written (Documentation/admin-guide/cgroup-v1). The spawning thread itself enters by writing 0 to
 * tasks and stays, so that only the first job of a slot pays for it. Thread-safe.
 *
 * <p>Killing: a frozen process takes SIGKILL only when it is thawed. So the first round kills what runs, which nearly
 * always is enough; from the second on the group is frozen, in which nothing is born any more, killed and thawed. No
 * thread of this JVM may be inside then.
 */
final class CgroupV1Leaf implements Enclosure {

    private static final Logger LOG = LoggerFactory.getLogger(CgroupV1Leaf.class);
    private static final Duration FREEZING_TO_KILL = Duration.ofMillis(100);
    private static final long BETWEEN_LOOKS = 200_000;

    /** A thread that has ended can no longer be moved, but is in the group until the kernel is done with it. */
    private static final long LEAVING = 1_000_000_000L;

    /** How long a thread of ours may spawn, as one does from a network disk that hangs, before we do without freezing. */
    private static final long SPAWNING_MILLIS = 100;

    /** In shorter jobs processes are counted, in longer ones listed: a count is not of those that left its hierarchy. */
    private static final long BRIEF = 20_000_000;

    private final CgroupV1Folders place;
    private final List<Path> folders = new ArrayList<>();
    private final List<GroupFile> tasks = new ArrayList<>();
    private final Path freezer;
    private final String path;
    private final Path procs;
    private final GroupFile state;
    private final @Nullable GroupFile count;
    private final @Nullable CpuAccount cpu;
    private final @Nullable MemoryAccount memory;
    private final @Nullable GroupMemory control;
    private volatile @Nullable SpawnerLocation resident;
    private volatile long begun = System.nanoTime() - BRIEF;

    /**
     * Makes the groups.
     *
     * @param busy whether to keep open what each job needs
     */
    CgroupV1Leaf(CgroupV1Folders place, String name, boolean busy) {
        this.place = place;
        for (Path base : place.bases()) {
            Path folder = base.resolve(name);
            GroupFolders.make(folder);
            folders.add(folder);
            tasks.add(GroupFile.open(folder.resolve("tasks"), true, false));
        }
        freezer = folders.get(0);
        path = "/" + place.bases().get(0).getFileName() + "/" + name + "\n";
        procs = freezer.resolve("cgroup.procs");
        state = GroupFile.open(freezer.resolve("freezer.state"), true, false);
        count = folders.stream()
                .map(folder -> folder.resolve("pids.current"))
                .filter(Files::isReadable)
                .findFirst()
                .map(file -> GroupFile.open(file, false, busy))
                .orElse(null);
        cpu = CpuAccount.find(folders, busy);
        memory = MemoryAccount.find(folders, busy);
        control = GroupMemory.find(folders, true);
    }

    @Override
    public LaunchStep enter() {
        return new Entering();
    }

    /** Not on the thread that asks for the step, which starts the jobs of all workers. */
    private void begin() {
        begun = System.nanoTime();
        try {
            if (cpu != null) {
                cpu.begin();
            }
            if (memory != null) {
                memory.begin();
            }
        } catch (UncheckedIOException e) {
            throw new LaunchStepException("the accounts of the control group " + freezer + " cannot be read: " + e, e);
        }
    }

    private final class Entering implements SpawnerStep {

        @Override
        public List<String> prefix() {
            begin();
            return new EnterPrefix(folders.stream()
                            .map(folder -> folder.resolve("cgroup.procs"))
                            .toList())
                    .prefix();
        }

        @Override
        public LaunchStep onSpawner() {
            return new Staying();
        }
    }

    /** The thread enters before the spawn if it is not here from the last time. */
    private final class Staying implements LaunchStep {

        @Override
        public void beforeSpawn() {
            SpawnerLocation thread = place.currentThread();
            thread.lock.lock();
            try {
                if (thread.home != CgroupV1Leaf.this) {
                    moveIn();
                    thread.home = CgroupV1Leaf.this;
                    resident = thread;
                }
                begin();
            } catch (IOException | LaunchStepException e) {
                thread.home = null;
                thread.lock.unlock();
                throw new LaunchStepException("the control group " + freezer + " cannot be entered: " + e, e);
            }
        }

        @Override
        public void afterSpawn() {
            place.currentThread().lock.unlock();
        }
    }

    private void moveIn() throws IOException {
        for (GroupFile file : tasks) {
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
            boolean still = freeze() && isFrozenInTime();
            signal(LibC.SIGKILL);
            if (!still) {
                LOG.debug("{} is killed without being frozen", freezer);
            }
        } finally {
            thaw(); // only then it takes the signal, and the next round may come late
        }
    }

    @Override
    public boolean freeze() {
        return moveOut() && setState("FROZEN");
    }

    private boolean isFrozenInTime() {
        long deadline = System.nanoTime() + FREEZING_TO_KILL.toNanos();
        while (!isIn("FROZEN")) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
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

    /** Returns whether that was possible; why not, is logged. */
    private boolean setState(String value) {
        try {
            state.write(value);
            return true;
        } catch (IOException e) {
            LOG.warn("the control group {} cannot be set to {}: {}", freezer, value, e.toString());
            return false;
        }
    }

    /** Moves this JVM's threads out; false if one is just spawning, and stays. */
    private boolean moveOut() {
        if (!isOurs()) {
            return true;
        }
        SpawnerLocation thread = resident;
        if (thread != null && !locked(thread)) {
            return false;
        }
        try {
            folders.forEach(place::moveOut);
            if (thread != null && thread.home == this) {
                thread.home = null;
            }
            return !isOurs();
        } finally {
            if (thread != null) {
                thread.lock.unlock();
            }
        }
    }

    private static boolean locked(SpawnerLocation thread) {
        try {
            return thread.lock.tryLock(SPAWNING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isOurs() {
        return CgroupV1Folders.list(procs).lines().anyMatch(place.self()::equals);
    }

    @Override
    public @Nullable GroupMemory memory() {
        return control;
    }

    @Override
    public boolean isEmpty() {
        GroupFile quick = System.nanoTime() - begun < BRIEF ? count : null;
        return quick != null && isAsManyAsOurs(quick) || isListEmpty();
    }

    /** Whether nothing is here but at most our thread that stays; a tenth of the cost of a list. */
    private boolean isAsManyAsOurs(GroupFile tasksHere) {
        SpawnerLocation thread = resident;
        return tasksHere.number() == (thread != null && thread.home == this ? 1 : 0);
    }

    private boolean isListEmpty() {
        String all = CgroupV1Folders.list(procs);
        return all.isEmpty() || all.strip().equals(place.self());
    }

    private List<Long> members() {
        return CgroupV1Folders.list(procs)
                .lines()
                .filter(pid -> !pid.equals(place.self()))
                .map(Long::valueOf)
                .toList();
    }

    private boolean isMember(long pid) {
        return place.procfs().groups(pid).contains(path);
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
        long deadline = System.nanoTime() + LEAVING;
        while (!moveOut()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        if (count != null) {
            count.close();
        }
        if (cpu != null) {
            cpu.close();
        }
        if (memory != null) {
            memory.close();
        }
        return folders.stream().filter(folder -> !GroupFolders.remove(folder)).count() == 0;
    }
}
