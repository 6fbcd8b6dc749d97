package org.expool.linux.containment;

import org.expool.linux.proc.Procfs;
import org.expool.spi.LaunchStep;
import org.expool.spi.support.ForwardingLaunchStep;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes the processes of the current job of a cell from those that an earlier job left outside: the job began with
 * the process that the launcher spawned, and all others of it are younger. Thread-safe.
 */
final class SlotEpoch {

    /** Which job a process with the cell's mark belongs to. */
    enum ProcessAge {
        /** The running job. */
        PRESENT,
        /** An ended job. */
        PAST,
        /** Not yet known: a job is being started or reaped. */
        UNKNOWN
    }

    private final Procfs procfs;
    private volatile @Nullable JobEpoch current;

    /** No job yet. */
    SlotEpoch(Procfs procfs) {
        this.procfs = procfs;
    }

    /**
     * Begins the epoch of the next job.
     *
     * @param entering puts its process into the cell
     * @param onEnd called when its process has been reaped
     * @return the same step, which also records start and end
     */
    LaunchStep begin(LaunchStep entering, Runnable onEnd) {
        JobEpoch next = new JobEpoch(onEnd);
        current = next;
        return new WatchedStep(entering, next);
    }

    /** The age of a process that was found before this call. */
    ProcessAge age(long pid) {
        JobEpoch now = current;
        if (now == null) {
            return ProcessAge.PAST;
        }
        long leader = now.leader;
        if (leader == pid) {
            return ProcessAge.PRESENT;
        }
        long begin = leader == 0 ? -1 : procfs.stat(leader).start();
        long started = procfs.stat(pid).start();
        if (begin < 0 || started < 0) {
            return ProcessAge.UNKNOWN;
        }
        // Start times have ticks of 10 ms; within a tick pids decide.
        return started < begin || started == begin && pid < leader ? ProcessAge.PAST : ProcessAge.PRESENT;
    }

    private final class JobEpoch {
        private final Runnable onEnd;
        private volatile long leader;

        JobEpoch(Runnable onEnd) {
            this.onEnd = onEnd;
        }

        void end() {
            if (current == this) {
                current = null;
            }
            onEnd.run();
        }
    }

    /** Also records the job's first process and its end. */
    private static final class WatchedStep extends ForwardingLaunchStep {

        private final JobEpoch epoch;

        WatchedStep(LaunchStep step, JobEpoch job) {
            super(step);
            this.epoch = job;
        }

        @Override
        protected LaunchStep around(LaunchStep spawnerStep) {
            return new WatchedStep(spawnerStep, epoch);
        }

        @Override
        public void spawned(long pid) {
            epoch.leader = pid;
            super.spawned(pid);
        }

        @Override
        public void release() {
            try {
                super.release();
            } finally {
                epoch.end();
            }
        }
    }
}
