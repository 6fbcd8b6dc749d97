package org.expool.simulator.trace;

import org.expool.Command;
import org.expool.CpuDemand;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.MemorySize;
import org.expool.core.schedule.JobEntry;

/** A job of a trace with its simulated process, which may be frozen. Not thread-safe. */
final class ReplayJob extends JobEntry {

    private static final Command NOTHING = Command.of("trace");

    final TraceJob trace;

    /** When the present attempt was started, and what was promised to it. */
    long startedAt;

    long promisedBytes;

    /** Counts changes of the process, so that events planned before are dropped. */
    int plans;

    private boolean alive;
    private boolean frozen;
    private long ran;
    private long runningSince;

    /**
     * Not started yet.
     *
     * @param cpus the CPUs that it asks for
     */
    ReplayJob(long id, TraceJob trace, CpuDemand cpus) {
        super(id, job(trace, cpus), null);
        this.trace = trace;
    }

    private static Job job(TraceJob trace, CpuDemand cpus) {
        JobBuilder builder =
                Job.builder(trace.name(), NOTHING).size(trace.size()).cpus(cpus);
        if (trace.category() != null) {
            builder.category(trace.category());
        }
        if (trace.declaredBytes() > 0) {
            builder.memory(MemorySize.ofBytes(trace.declaredBytes())).memoryFixed(trace.fixed());
        }
        return builder.build();
    }

    @Override
    protected boolean needsSettling() {
        return false;
    }

    long pid() {
        return id() + 1;
    }

    boolean isAlive() {
        return alive;
    }

    boolean isFrozen() {
        return frozen;
    }

    void start(long now, long promise) {
        promisedBytes = promise;
        startedAt = now;
        runningSince = now;
        ran = 0;
        alive = true;
        frozen = false;
    }

    void end(long now) {
        ran = ran(now);
        alive = false;
        frozen = false;
    }

    void freeze(boolean freeze, long now) {
        ran = ran(now);
        runningSince = now;
        frozen = freeze;
    }

    /** How long it has run without being frozen. */
    private long ran(long now) {
        return alive && !frozen ? ran + now - runningSince : ran;
    }

    long bytes(long now) {
        return alive ? trace.profile().bytesAt(ran(now)) : 0;
    }

    /** The peak of the present or last attempt; the recorded peak if that ran to its end. */
    long peakBytes() {
        return ran >= trace.nanos() ? trace.peakBytes() : trace.profile().peakUntil(ran);
    }

    /** When its memory changes next, or it ends, if it runs on from now. */
    long nextChange(long now) {
        long ran = ran(now);
        return now + Math.min(trace.profile().stepAfter(ran), trace.nanos()) - ran;
    }

    boolean isComplete(long now) {
        return ran(now) >= trace.nanos();
    }
}
