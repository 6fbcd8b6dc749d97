package org.expool.core.simulate;

import java.util.ArrayList;
import java.util.List;
import org.expool.Job;
import org.expool.core.schedule.Conclusion;
import org.expool.core.schedule.JobEntry;
import org.expool.Signal;
import org.jspecify.annotations.Nullable;

/** A job of a simulation with all that happened to it. Belongs to the simulation's thread. */
public final class SimulatedJob extends JobEntry {

    final Behaviour behaviour;
    final List<Long> starts = new ArrayList<>();

    @Nullable
    Conclusion conclusion;

    long concludedAt;

    /** Counts attempts, so that what was planned for an earlier one is dropped. */
    int launches;

    boolean alive;

    /** What came before there was a process. */
    @Nullable
    Signal pending;

    int slot = -1;

    SimulatedJob(long id, Job job, Behaviour behaviour) {
        super(id, job, null);
        this.behaviour = behaviour;
    }

    @Override
    protected boolean needsSettling() {
        return job().onDone() != null || job().onFinish() != null;
    }

    /** When its processes were started, in nanoseconds of virtual time. */
    public List<Long> starts() {
        return List.copyOf(starts);
    }

    /** How it ended; null if the simulation has not come that far. */
    public @Nullable Conclusion conclusion() {
        return conclusion;
    }

    /** When its outcome was decided, in nanoseconds of virtual time. */
    public long concludedAt() {
        return concludedAt;
    }
}
