package org.expool.linux.containment;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.expool.linux.kernel.Errno;
import org.expool.linux.kernel.LibC;
import org.expool.linux.proc.Procfs;
import org.expool.spi.CellStatistics;
import org.expool.spi.LaunchStep;
import org.expool.spi.StartRefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PID namespace, created for the first job and reused by the next ones until its processes had to be killed. Thread-safe.
 *
 * <p>It is empty when the job's first process, a child of the launcher, is gone and init has no orphans: any other process
 * descends from an orphan. No process can leave it: setns(2) cannot enter an outer PID namespace.
 */
final class Namespace implements Enclosure {

    private static final Logger LOG = LoggerFactory.getLogger(Namespace.class);

    private final NamespaceEntry entry;
    private final Procfs procfs;
    private final int ownNamespace;
    private final Marker marker;
    private final ReentrantLock initLock = new ReentrantLock();
    private volatile @Nullable NamespaceInit init;
    private volatile long leader;
    private volatile boolean usesNsenter;

    Namespace(NamespaceEntry entry, Procfs procfs, int ownNamespace, Marker marker) {
        this.entry = entry;
        this.procfs = procfs;
        this.ownNamespace = ownNamespace;
        this.marker = marker;
    }

    @Override
    public LaunchStep enter() {
        return entry == NamespaceEntry.PRIVILEGED ? new PrivilegedStep() : new NsenterStep();
    }

    private NamespaceInit current() {
        initLock.lock();
        try {
            NamespaceInit existing = init;
            if (existing == null || !existing.isUsable()) {
                close(existing);
                existing = new NamespaceInit(entry, procfs);
                init = existing;
            }
            return existing;
        } finally {
            initLock.unlock();
        }
    }

    private static void close(@Nullable NamespaceInit old) {
        if (old != null) {
            old.close();
        }
    }

    private class NsenterStep implements LaunchStep {

        @Override
        public List<String> prefix() {
            usesNsenter = true;
            return entry.enter(current().pid());
        }

        @Override
        public void spawned(long pid) {
            leader = pid;
        }

        @Override
        public void release() {
            leader = 0;
        }
    }

    private final class PrivilegedStep extends NsenterStep {

        @Override
        public LaunchStep onSpawnerThread() {
            return new SetnsStep();
        }
    }

    /** Only around the spawn: a thread whose children start in another PID namespace cannot create threads. */
    private final class SetnsStep extends NsenterStep {

        @Override
        public List<String> prefix() {
            return List.of();
        }

        @Override
        public void beforeSpawn() {
            if (!Kernel.setChildPidNamespace(current().descriptor())) {
                throw new StartRefusedException("the PID namespace cannot be entered: " + Errno.last(), null);
            }
        }

        @Override
        public void afterSpawn() {
            if (!Kernel.setChildPidNamespace(ownNamespace)) {
                LOG.error("a thread cannot return to its PID namespace: {}", Errno.last());
            }
        }
    }

    @Override
    public void signal(int... numbers) {
        NamespaceInit existing = init;
        if (existing != null && existing.isUsable()) {
            existing.members(leader).forEach(pid -> Kernel.signal(pid, existing::isMember, numbers));
        }
        resumeNsenter();
    }

    @Override
    public void kill(int round) {
        NamespaceInit existing = init;
        if (existing != null) {
            existing.kill();
        }
        resumeNsenter();
    }

    /** Nsenter stops itself when the job is stopped, and would then not notice the job's end. */
    private void resumeNsenter() {
        if (usesNsenter) {
            Kernel.signal(leader, marker::isMember, LibC.SIGCONT);
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
        NamespaceInit existing = init;
        long leader = this.leader;
        return (leader == 0 || !procfs.isAlive(leader)) && (existing == null || !existing.hasOrphans(leader));
    }

    @Override
    public CellStatistics statistics() {
        return CellStatistics.unknown();
    }

    @Override
    public boolean remove() {
        NamespaceInit existing = init;
        if (existing != null) {
            existing.kill();
        }
        return true;
    }

    @Override
    public void close() {
        initLock.lock();
        try {
            close(init);
            init = null;
        } finally {
            initLock.unlock();
        }
    }
}
