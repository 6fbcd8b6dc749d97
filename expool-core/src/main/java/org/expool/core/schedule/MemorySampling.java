package org.expool.core.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.core.schedule.JobEntry.State;
import org.expool.event.PoolEvent;
import org.expool.spi.HostMemory;
import org.expool.spi.MemoryReading;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a sample of the memory of running jobs when one is due ({@link SamplingTimer}), and acts on what it says: the limit
 * of each job first, then those of the pool and the host ({@link MemoryPressureHandler}).
 */
final class MemorySampling {

    private final SamplingTimer timer;
    private final MemoryPressureHandler.AttemptActions attempts;
    private final Workers workers;
    private final @Nullable MemoryBudget memoryBudget;
    private final @Nullable MemoryPressureHandler pressure;
    private final Commands commands;

    MemorySampling(
            SchedulerSettings settings,
            MemoryPressureHandler.AttemptActions attempts,
            Workers workers,
            @Nullable MemoryBudget memoryBudget,
            @Nullable MemoryPressureHandler pressure,
            Commands commands) {
        timer = new SamplingTimer(settings.samplingInterval(), this::room);
        this.attempts = attempts;
        this.workers = workers;
        this.memoryBudget = memoryBudget;
        this.pressure = pressure;
        this.commands = commands;
    }

    long deadline() {
        return timer.deadline();
    }

    void launched(long now) {
        timer.started(now);
    }

    /** The host is short of memory. */
    void hurry(long now) {
        timer.hurry(now);
    }

    /** Asks for the sample that is due. */
    void expire(long now) {
        if (timer.deadline() <= now) {
            request(now);
        }
    }

    /**
     * Asks for a sample without which nothing would start, or if memory is balanced and the last one is older than the interval.
     *
     * @param anyJobs whether there are jobs that have not ended
     */
    void refresh(boolean anyJobs, long now) {
        boolean blind = workers.waitsForHost() && timer.isIdle();
        if (blind || (memoryBudget != null && anyJobs && timer.isStale(now))) {
            request(now);
        }
    }

    private void request(long now) {
        List<Long> pids = new ArrayList<>();
        for (JobEntry job : attempts.active()) {
            if (job.state == State.RUNNING) {
                pids.add(job.present().pid);
            }
        }
        if (pids.isEmpty() && memoryBudget == null) {
            timer.begin(now);
            ended(now);
        } else {
            commands.sampleMemory(pids);
            timer.begin(now);
        }
    }

    private void ended(long now) {
        timer.ended(now, !attempts.active().isEmpty(), workers.waitsForHost());
    }

    /** The answer to a request. */
    void sampled(Event.MemorySampled sample, long now) {
        try {
            act(sample, now);
        } finally {
            ended(now);
        }
    }

    private void act(Event.MemorySampled sample, long now) {
        for (JobEntry job : attempts.active()) {
            AttemptState attempt = job.present();
            MemoryReading reading =
                    job.state == State.RUNNING ? sample.readings().get(attempt.pid) : null;
            if (reading != null) {
                attempt.measured(reading.bytes());
                if (job.memory != null) {
                    job.memory.measured(reading.bytes());
                }
            }
        }
        if (memoryBudget != null) {
            memoryBudget.measured(sample.host(), sample.ownBytes(), now);
        }
        commands.tell((number, at) -> fact(number, at, sample));
        endThoseAboveTheirLimits(now);
        if (pressure != null) {
            pressure.sampled(sample.host(), sample.ownBytes(), now);
        }
    }

    private PoolEvent fact(long number, Instant at, Event.MemorySampled sample) {
        long used = 0;
        for (JobEntry job : attempts.active()) {
            used += job.present().residentBytes;
        }
        long limit = memoryBudget == null ? Long.MAX_VALUE : memoryBudget.limit();
        HostMemory host = sample.host();
        return new PoolEvent.MemorySampled(
                number,
                at,
                MemorySize.ofBytes(used),
                memoryBudget == null
                        ? null
                        : MemorySize.ofBytes(memoryBudget.promises().promisedBytes()),
                sample.ownBytes() <= 0 ? null : MemorySize.ofBytes(sample.ownBytes()),
                limit == Long.MAX_VALUE ? null : MemorySize.ofBytes(Math.max(0, limit)),
                host == null ? null : MemorySize.ofBytes(Math.max(0, host.availableBytes())));
    }

    private void endThoseAboveTheirLimits(long now) {
        long poolLimit = memoryBudget == null ? MemoryState.NONE : memoryBudget.poolLimit();
        for (JobEntry job : List.copyOf(attempts.active())) {
            Outcome.MemoryExceeded exceeded =
                    job.state == State.RUNNING && !job.isTerminating() ? MemoryLimits.exceeded(job, poolLimit) : null;
            if (exceeded != null) {
                attempts.end(job, MemoryLimits.termination(job, exceeded), false, now);
            }
        }
    }

    /** How many bytes each attempt may use more before a limit is reached, if all use the same. */
    private long room() {
        long room = memoryBudget == null ? Long.MAX_VALUE : memoryBudget.room();
        room = room == Long.MAX_VALUE
                ? room
                : room / Math.max(1, attempts.active().size());
        for (JobEntry job : attempts.active()) {
            long own = MemoryLimits.judgedBySamples(job);
            if (own != MemoryState.NONE) {
                room = Math.min(room, own - job.present().residentBytes);
            }
        }
        return room;
    }
}
