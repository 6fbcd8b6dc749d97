package org.expool.core.schedule;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.expool.ExpectedMemory;
import org.expool.MemorySize;
import org.expool.MemoryTotals;
import org.expool.PeakMemory;
import org.expool.Usage;
import org.expool.core.memory.Admission;
import org.expool.core.memory.Expectation;
import org.expool.core.memory.MemoryRequest;
import org.expool.core.memory.MemorySettings;
import org.expool.core.memory.Predictor;
import org.expool.core.memory.Promises;
import org.expool.core.memory.QueueLane;
import org.expool.core.memory.QueueRanker;
import org.expool.core.memory.ReadyIndex;
import org.expool.core.memory.RecordedRun;
import org.expool.core.schedule.JobEntry.State;
import org.expool.event.MemoryReason;
import org.expool.event.PoolEvent;
import org.expool.spi.HostMemory;
import org.jspecify.annotations.Nullable;

/**
 * Decides which job may start beside those that run, by what each is expected to need: memory is promised before it is
 * used. Part of the scheduler's state.
 *
 * <p>The sum of all promises is at most the pool's limit less the memory of this process, and at most what the jobs
 * used and the host had available in the last sample, less the reserve. While other processes leave the host short of
 * memory, no job starts; but if none runs, one starts nevertheless after {@link #TIMEOUT}, as that may never change.
 */
final class MemoryBudget {

    /** In nanoseconds. */
    static final long TIMEOUT = 60_000_000_000L;

    private static final long NEVER = Deadline.NEVER;

    private final MemorySettings settings;
    private final Commands commands;
    private final Predictor predictor = new Predictor();
    private final QueueRanker ranker = new QueueRanker(predictor);
    private final Promises promises = new Promises();
    private final Admission<JobEntry> admission;
    private final Set<ReadyIndex<JobEntry>> lanes = new LinkedHashSet<>();
    private final Set<JobEntry> running = new LinkedHashSet<>();
    private int workers;
    private long starts;
    private long ownBytes;

    /** What all jobs together may use, as far as the host has memory. */
    private long granted = Long.MAX_VALUE;

    /** Since when no job runs and none can start; {@link Deadline#NEVER} if one does or can. */
    private long stuckSince = NEVER;

    /** Whether no job may start while another runs. */
    private boolean admissionPaused;

    // Sums over the round.

    private long accountedAt = Long.MIN_VALUE;
    private double promisedByteSeconds;
    private double measuredByteSeconds;
    private long wastedNanos;
    private int ended;

    MemoryBudget(MemorySettings settings, int workers, Commands commands) {
        this.settings = settings;
        this.workers = workers;
        this.commands = commands;
        admission = new Admission<>(settings.order(), promises);
    }

    /** There are more workers now, or fewer. */
    void resize(int newWorkers) {
        workers = newWorkers;
        lanes.forEach(lane -> lane.setShareOfWorker(shareOfWorker()));
    }

    private long shareOfWorker() {
        return settings.limitBytes() == Long.MAX_VALUE ? 0 : settings.limitBytes() / workers;
    }

    /** The memory state of a job, made if there is none yet. */
    static MemoryState state(JobEntry job) {
        if (job.memory == null) {
            job.memory = new MemoryState(job.job());
        }
        return job.memory;
    }

    /** How many others may run beside a job. */
    static int beside(JobEntry job) {
        return job.memory == null ? Integer.MAX_VALUE : job.memory.maxOthers;
    }

    Promises promises() {
        return promises;
    }

    long starts() {
        return starts;
    }

    /** Whether as many jobs have started since then as may bypass one that waits. */
    boolean isOverdue(long startsBefore) {
        return starts - startsBefore >= (long) settings.order().maxBypasses() * workers;
    }

    /** What a job declares of its memory; one that only waits has no state, as there may be a million of them. */
    static MemoryRequest request(JobEntry job) {
        return job.memory == null ? MemoryState.request(job.job()) : job.memory.request;
    }

    /** Why a job can never run; null if it can. */
    @Nullable
    String refusal(JobEntry job) {
        MemorySize declared = job.job().memory();
        return declared == null || !job.job().memoryFixed() || declared.bytes() <= settings.limitBytes()
                ? null
                : "it needs " + declared + " of memory, which was declared to be certain, and the pool may take no more"
                        + " than " + MemorySize.ofBytes(settings.limitBytes());
    }

    ReadyIndex<JobEntry> newLane() {
        ReadyIndex<JobEntry> lane = new ReadyIndex<>(ranker, settings.order(), shareOfWorker());
        lanes.add(lane);
        return lane;
    }

    void dropped(ReadyIndex<JobEntry> lane) {
        lanes.remove(lane);
    }

    /** It waits no longer. */
    void left(JobEntry job) {
        admission.withdrawn(job.id());
    }

    /** Sets whether jobs may start only while no other runs. */
    void pauseAdmission(boolean paused) {
        admissionPaused = paused;
    }

    /** Whether any may start now. */
    boolean admits() {
        return !admissionPaused || promises.count() == 0;
    }

    /** How many jobs may start that may run beside so many others. */
    int freeWorkers(int beside) {
        return beside == Integer.MAX_VALUE ? beside : beside + 1 - promises.count();
    }

    /** The fewest others that a running job may run beside. */
    int besideRunning() {
        int most = Integer.MAX_VALUE;
        for (JobEntry job : running) {
            most = Math.min(most, beside(job));
        }
        return most;
    }

    /** The job to start next; null if none can. */
    @Nullable
    JobEntry next(List<QueueLane<JobEntry>> open, long now) {
        boolean waits = isHostShort() && (stuckSince == NEVER || now - stuckSince < TIMEOUT);
        ReadyIndex.Candidate<JobEntry> next = admission.next(open, limit(), waits ? limit() : Long.MAX_VALUE, now);
        JobEntry waiting = admission.waitingForMemory();
        if (waiting != null && (next == null || waiting != next.job())) {
            tell(waiting);
        }
        if (next != null) {
            stuckSince = NEVER;
            state(next.job()).admitted =
                    Math.min(next.rank().bytes(), Math.max(0, poolLimit())); // a job that runs alone may need more
            return next.job();
        }
        if (promises.count() > 0 || open.isEmpty()) {
            stuckSince = NEVER;
        } else if (stuckSince == NEVER || !waits) {
            stuckSince = now;
        }
        return null;
    }

    private void tell(JobEntry waiting) {
        MemoryState memory = state(waiting);
        if (!memory.toldWaiting) {
            memory.toldWaiting = true;
            MemoryReason.NotEnough reason = notEnough(waiting);
            memory.reasons.add(reason);
            commands.tell(Fact.of(waiting, reason, PoolEvent.JobQueued::new));
        }
    }

    private MemoryReason.NotEnough notEnough(JobEntry job) {
        Expectation expected = predictor.expect(request(job), promises.averageBytes());
        long limit = limit();
        boolean limited = limit != Long.MAX_VALUE;
        long most = request(job).limitBytes();
        return new MemoryReason.NotEnough(
                new ExpectedMemory(
                        MemorySize.ofBytes(expected.bytes()),
                        MemorySize.ofBytes(Math.min(expected.bytes(), most)),
                        expected.basis()),
                limited ? MemorySize.ofBytes(Math.max(0, limit - promises.promisedBytes())) : null,
                limited ? MemorySize.ofBytes(Math.max(0, limit)) : null,
                beside(job) == Integer.MAX_VALUE ? null : beside(job),
                promises.count());
    }

    /** Why a job waits for memory or is frozen; null if it does neither. */
    @Nullable
    MemoryReason whyNot(JobEntry job) {
        if (job.state == State.QUEUED) {
            long expected =
                    predictor.expect(request(job), promises.averageBytes()).bytes();
            boolean fits = promises.fits(Math.min(expected, request(job).limitBytes()), limit())
                    && promises.count() <= beside(job);
            return fits && admits() ? null : notEnough(job);
        }
        MemoryState memory = job.memory;
        return memory != null && job.current != null && job.current.frozenForMemory && !memory.reasons.isEmpty()
                ? memory.reasons.get(memory.reasons.size() - 1)
                : null;
    }

    /** The most that all promises together may be. */
    long limit() {
        return Math.min(poolLimit(), granted);
    }

    /** What the pool's limit leaves to jobs. */
    long poolLimit() {
        return settings.limitBytes() == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, settings.limitBytes() - ownBytes);
    }

    /** How much more memory all jobs may use before a limit is reached. */
    long room() {
        return admissionPaused ? 0 : limit() == Long.MAX_VALUE ? limit() : limit() - promises.measuredBytes();
    }

    MemorySettings settings() {
        return settings;
    }

    private boolean isHostShort() {
        return granted < poolLimit();
    }

    /** When to try again, though no event comes. */
    long deadline() {
        return stuckSince == NEVER ? NEVER : stuckSince + TIMEOUT;
    }

    /** Whether the host's memory must be sampled though no job runs. */
    boolean waitsForHost() {
        return stuckSince != NEVER;
    }

    /** A job gets a worker. */
    void start(JobEntry job, long now) {
        account(now);
        starts++;
        MemoryState memory = state(job);
        Expectation expected = predictor.expect(memory.request, promises.averageBytes());
        memory.expected = expected;
        long end = expected.seconds() > 0 ? now + (long) (expected.seconds() * 1e9) : NEVER;
        promises.start(job.id(), memory.promisedBytes(), end);
        admission.started(job.id());
        running.add(job);
        ranker.started(memory.request.category());
        probesChanged(memory.request.category());
    }

    /** It gives its worker back. */
    void end(JobEntry job, long now) {
        account(now);
        MemoryState memory = state(job);
        if (running.remove(job)) {
            promises.end(job.id());
            ranker.ended(memory.request.category());
            probesChanged(memory.request.category());
        }
    }

    /** The number of running jobs of a category has changed, which matters until the first has ended. */
    private void probesChanged(@Nullable String category) {
        if (predictor.runs(category) == 0) {
            refresh(category);
        }
    }

    private void refresh(@Nullable String category) {
        if (category != null) {
            lanes.forEach(lane -> lane.refresh(category));
        }
    }

    /** Learns from the history. */
    void historyLoaded(List<RecordedRun> runs) {
        Set<String> categories = new LinkedHashSet<>();
        for (RecordedRun run : runs) {
            predictor.learn(run);
            categories.add(run.category());
        }
        categories.forEach(this::refresh);
    }

    /**
     * A process has ended.
     *
     * @param nanos how long it ran
     * @param complete whether it ended by itself and with success, so that its peak is what it needed
     */
    void learn(JobEntry job, Usage usage, long nanos, boolean complete) {
        PeakMemory peak = usage.peakMemory();
        String category = job.job().category();
        if (category == null
                || peak == null
                || peak.bytes() == 0
                || peak.source() == PeakMemory.Source.UPPER_BOUND
                || nanos < 0) {
            return;
        }
        RecordedRun run = new RecordedRun(category, job.job().size(), peak.bytes(), nanos / 1e9);
        MemorySize declared = job.job().memory();
        long declaredBytes = declared == null ? 0 : declared.bytes();
        if (complete) {
            predictor.learn(run, declaredBytes);
        } else if (!predictor.learnAtLeast(run, declaredBytes)) {
            return;
        }
        refresh(category);
        commands.recordRun(run);
    }

    /** All running jobs, the host and this process have been sampled. */
    void measured(@Nullable HostMemory host, long own, long now) {
        account(now);
        ownBytes = own;
        for (JobEntry job : running) {
            promises.measured(job.id(), job.state == State.RUNNING ? job.present().residentBytes : 0);
        }
        if (host != null) {
            granted = promises.measuredBytes() + host.availableBytes() - settings.reserveBytes();
        }
    }

    private void account(long now) {
        double seconds = accountedAt == Long.MIN_VALUE ? 0 : (now - accountedAt) / 1e9;
        promisedByteSeconds += promises.promisedBytes() * seconds;
        measuredByteSeconds += promises.measuredBytes() * seconds;
        accountedAt = now;
    }

    /** An attempt was terminated to free memory after this time. */
    void wasted(long nanos) {
        wastedNanos += nanos;
        ended++;
    }

    /** The sums over the round, which is over; resets them. */
    MemoryTotals roundEnded() {
        MemoryTotals totals =
                new MemoryTotals(promisedByteSeconds, measuredByteSeconds, Duration.ofNanos(wastedNanos), ended);
        promisedByteSeconds = 0;
        measuredByteSeconds = 0;
        wastedNanos = 0;
        ended = 0;
        return totals;
    }
}
