package org.expool.linux.containment;

import java.util.List;
import org.expool.linux.launch.GroupStep;
import org.expool.linux.launch.SpawnerStep;
import org.expool.linux.proc.Procfs;
import org.expool.spi.LaunchStep;
import org.jspecify.annotations.Nullable;

/**
 * Which job a cell holds now, as far as that tells its processes from those that an earlier one left behind outside: it
 * began with the process that the launcher made, and all others of it are younger. Thread-safe.
 */
final class SlotEpoch {

    /** What a process that bears the cell's mark is. */
    enum Standing {
        /** Of the job that runs. */
        PRESENT,
        /** Of one that is over. */
        PAST,
        /** To be seen in a moment: a job is just being started or collected. */
        UNKNOWN
    }

    private final Procfs procfs;
    private volatile @Nullable Tenant tenant;

    /** Empty. */
    SlotEpoch(Procfs procfs) {
        this.procfs = procfs;
    }

    /**
     * Begins with the next job.
     *
     * @param entering puts its process into the cell
     * @param over called when its process has been collected
     * @return the same step, watched
     */
    LaunchStep begin(LaunchStep entering, Runnable over) {
        Tenant next = new Tenant(over);
        tenant = next;
        return new Watched(entering, next);
    }

    /** Of a process that was seen before this call. */
    Standing standing(long pid) {
        Tenant now = tenant;
        if (now == null) {
            return Standing.PAST;
        }
        long leader = now.leader;
        if (leader == pid) {
            return Standing.PRESENT;
        }
        long begin = leader == 0 ? -1 : procfs.stat(leader).start();
        long born = procfs.stat(pid).start();
        if (begin < 0 || born < 0) {
            return Standing.UNKNOWN;
        }
        // The clock ticks every 10 ms; within a tick the numbers tell.
        return born < begin || born == begin && pid < leader ? Standing.PAST : Standing.PRESENT;
    }

    private final class Tenant {
        private final Runnable over;
        private volatile long leader;

        Tenant(Runnable over) {
            this.over = over;
        }

        void leave() {
            if (tenant == this) {
                tenant = null;
            }
            over.run();
        }
    }

    /** Whatever the other step is, and besides tells of the job's first process and of its end. */
    private record Watched(LaunchStep step, Tenant next) implements SpawnerStep, GroupStep {

        @Override
        public LaunchStep onSpawner() {
            return step instanceof SpawnerStep better ? new Watched(better.onSpawner(), next) : this;
        }

        @Override
        public int group() {
            return step instanceof GroupStep born ? born.group() : -1;
        }

        @Override
        public List<String> prefix() {
            return step.prefix();
        }

        @Override
        public void beforeSpawn() {
            step.beforeSpawn();
        }

        @Override
        public void afterSpawn() {
            step.afterSpawn();
        }

        @Override
        public void spawned(long pid) {
            next.leader = pid;
            step.spawned(pid);
        }

        @Override
        public void release() {
            try {
                step.release();
            } finally {
                next.leave();
            }
        }
    }
}
