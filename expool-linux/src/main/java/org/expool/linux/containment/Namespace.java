package org.expool.linux.containment;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.expool.linux.kernel.Errno;
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
 * A PID namespace, made with the first job and used by the next ones until something in it had to be killed. Thread-safe.
 *
 * <p>It is empty when the job's first process, a child of the launcher, is gone and no orphan was given to init: whatever
 * is left of a job hangs below an orphan. No process can leave it: setns(2) lets no one into an outer PID namespace.
 */
final class Namespace implements Enclosure {

    private static final Logger LOG = LoggerFactory.getLogger(Namespace.class);

    private final NamespaceEntry entry;
    private final Procfs procfs;
    private final int ownNamespace;
    private final Marker marker;
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable NamespaceInit init;
    private volatile long first;
    private volatile boolean byProgram;

    Namespace(NamespaceEntry entry, Procfs procfs, int ownNamespace, Marker marker) {
        this.entry = entry;
        this.procfs = procfs;
        this.ownNamespace = ownNamespace;
        this.marker = marker;
    }

    @Override
    public LaunchStep enter() {
        return entry == NamespaceEntry.PRIVILEGED ? new Cheaper() : new ByProgram();
    }

    private NamespaceInit current() {
        making.lock();
        try {
            NamespaceInit there = init;
            if (there == null || !there.isUsable()) {
                forget(there);
                there = new NamespaceInit(entry, procfs);
                init = there;
            }
            return there;
        } finally {
            making.unlock();
        }
    }

    private static void forget(@Nullable NamespaceInit old) {
        if (old != null) {
            old.close();
        }
    }

    private class ByProgram implements LaunchStep {

        @Override
        public List<String> prefix() {
            byProgram = true;
            return entry.enter(current().pid());
        }

        @Override
        public void spawned(long pid) {
            first = pid;
        }

        @Override
        public void release() {
            first = 0;
        }
    }

    private final class Cheaper extends ByProgram implements SpawnerStep {

        @Override
        public LaunchStep onSpawner() {
            return new ByThread();
        }
    }

    /** Only around the spawn: a thread whose children are born elsewhere can make no threads. */
    private final class ByThread extends ByProgram {

        @Override
        public List<String> prefix() {
            return List.of();
        }

        @Override
        public void beforeSpawn() {
            if (!Kernel.bearInto(current().descriptor())) {
                throw new LaunchStepException("the PID namespace cannot be entered: " + Errno.last(), null);
            }
        }

        @Override
        public void afterSpawn() {
            if (!Kernel.bearInto(ownNamespace)) {
                LOG.error("a thread cannot return to its PID namespace: {}", Errno.last());
            }
        }
    }

    @Override
    public void signal(int... numbers) {
        NamespaceInit there = init;
        if (there != null && there.isUsable()) {
            there.members(first).forEach(pid -> Kernel.signal(pid, there::isMember, numbers));
        }
        wake();
    }

    @Override
    public void kill(int round) {
        NamespaceInit there = init;
        if (there != null) {
            there.end();
        }
        wake();
    }

    /** The program nsenter stops itself when the job does, and then would not notice the job's end. */
    private void wake() {
        if (byProgram) {
            Kernel.signal(first, marker::isMember, LibC.SIGCONT);
        }
    }

    @Override
    public boolean freeze() {
        return false;
    }

    @Override
    public void thaw() {}

    @Override
    public boolean isEmpty() {
        NamespaceInit there = init;
        long leader = first;
        return (leader == 0 || !procfs.isAlive(leader)) && (there == null || !there.hasOrphans(leader));
    }

    @Override
    public CellStatistics statistics() {
        return CellStatistics.unknown();
    }

    @Override
    public boolean remove() {
        NamespaceInit there = init;
        if (there != null) {
            there.end();
            there.close();
        }
        init = null;
        return true;
    }
}
