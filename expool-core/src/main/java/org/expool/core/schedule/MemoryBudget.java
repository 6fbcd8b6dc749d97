package org.expool.core.schedule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.expool.MemorySize;
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
 * Which job may start beside those that run, by what each is expected to need: memory is promised before it is used.
 *
 * <p>What all may be promised together is the pool's limit less what this process holds, and no more than what the jobs held
 * and the machine had available, less the reserve, when both were last looked at. While the machine lacks memory that is
 * not the jobs', none starts; but where nothing runs, one does all the same after {@link #TIMEOUT}, as nobody knows
 * whether that will ever change.
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
    private final Set<ReadyIndex<JobEntry>> lines = new LinkedHashSet<>();
    private final Set<JobEntry> running = new LinkedHashSet<>();
    private int workers;
    private long starts;
    private long ownBytes;

    /** What all jobs together may hold, as far as the machine goes. */
    private long granted = Long.MAX_VALUE;

    /** Since when nothing runs and nothing can start; {@link Deadline#NEVER} if that is not so. */
    private long stuckSince = NEVER;

    /** Whether nothing is to start while something runs. */
    private boolean admissionPaused;

    // Sums over the round.

    private long accountedAt = Long.MIN_VALUE;
    private double promisedByteSeconds;
    private double measuredByteSeconds;
    private double wastedSeconds;
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
        lines.forEach(line -> line.setShareOfWorker(shareOfWorker()));
    }

    private long shareOfWorker() {
        return settings.limitBytes() == Long.MAX_VALUE ? 0 : settings.limitBytes() / workers;
    }

    /** All that is known of the memory of a job. */
    static MemoryState state(JobEntry job) {
        if (job.memory == null) {
            job.memory = new MemoryState(job.job());
        }
        return job.memory;
    }

    /** Beside how many others a job may run. */
    static int beside(JobEntry job) {
        return job.memory == null ? Integer.MAX_VALUE : job.memory.maxOthers;
    }

    Promises promises() {
        return promises;
    }

    /** How many jobs have started. */
    long starts() {
        return starts;
    }

    /** Whether since then as many have started as may pass over one that waits. */
    boolean isOverdue(long startsBefore) {
        return starts - startsBefore >= (long) settings.order().maxBypasses() * workers;
    }

    /** What is to be expected of a job; one that only waits has no state, for there may be a million of them. */
    static MemoryRequest question(JobEntry job) {
        return job.memory == null ? MemoryState.question(job.job()) : job.memory.question;
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

    ReadyIndex<JobEntry> newLine() {
        ReadyIndex<JobEntry> line = new ReadyIndex<>(ranker, settings.order(), shareOfWorker());
        lines.add(line);
        return line;
    }

    void dropped(ReadyIndex<JobEntry> line) {
        lines.remove(line);
    }

    /** It waits no longer. */
    void left(JobEntry job) {
        admission.withdrawn(job.id());
    }

    /** Whether jobs are not to start while others run. */
    void pauseAdmission(boolean paused) {
        admissionPaused = paused;
    }

    /** Whether any may start now. */
    boolean admits() {
        return !admissionPaused || promises.count() == 0;
    }

    /** How many may start of those that may run beside so many others. */
    int freeWorkers(int beside) {
        return beside == Integer.MAX_VALUE ? beside : beside + 1 - promises.count();
    }

    /** Beside how many others all that run may run. */
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
        boolean waits = isMachineShort() && (stuckSince == NEVER || now - stuckSince < TIMEOUT);
        ReadyIndex.Candidate<JobEntry> next = admission.next(open, limit(), waits ? limit() : Long.MAX_VALUE, now);
        JobEntry waiting = admission.waitingForMemory();
        if (waiting != null && (next == null || waiting != next.job())) {
            tell(waiting);
        }
        if (next != null) {
            stuckSince = NEVER;
            state(next.job()).admitted =
                    Math.min(next.rank().bytes(), Math.max(0, poolLimit())); // alone it may need more
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
            commands.tell((number, at) -> new PoolEvent.JobQueued(number, at, waiting.id(), waiting.job(), reason));
        }
    }

    private MemoryReason.NotEnough notEnough(JobEntry job) {
        Expectation expected = predictor.expect(question(job), promises.averageBytes());
        long limit = limit();
        boolean limited = limit != Long.MAX_VALUE;
        long most = question(job).limitBytes();
        return new MemoryReason.NotEnough(
                MemorySize.ofBytes(expected.bytes()),
                expected.basis().description(),
                most < expected.bytes() ? MemorySize.ofBytes(most) : null,
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
                    predictor.expect(question(job), promises.averageBytes()).bytes();
            boolean fits = promises.fits(Math.min(expected, question(job).limitBytes()), limit())
                    && promises.count() <= beside(job);
            return fits && admits() ? null : notEnough(job);
        }
        MemoryState memory = job.memory;
        return memory != null && job.current != null && job.current.frozenForMemory && !memory.reasons.isEmpty()
                ? memory.reasons.get(memory.reasons.size() - 1)
                : null;
    }

    /** What all promises together may be. */
    long limit() {
        return Math.min(poolLimit(), granted);
    }

    /** What the pool's limit leaves to jobs. */
    long poolLimit() {
        return settings.limitBytes() == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, settings.limitBytes() - ownBytes);
    }

    /** How much more all may hold before a limit is reached. */
    long room() {
        return admissionPaused ? 0 : limit() == Long.MAX_VALUE ? limit() : limit() - promises.measuredBytes();
    }

    MemorySettings settings() {
        return settings;
    }

    private boolean isMachineShort() {
        return granted < poolLimit();
    }

    /** When to look again, though nothing happens. */
    long deadline() {
        return stuckSince == NEVER ? NEVER : stuckSince + TIMEOUT;
    }

    /** Whether the machine must be looked at though nothing runs. */
    boolean waitsForMachine() {
        return stuckSince != NEVER;
    }

    /** A job gets a worker. */
    void start(JobEntry job, long now) {
        account(now);
        starts++;
        MemoryState memory = state(job);
        Expectation expected = predictor.expect(memory.question, promises.averageBytes());
        memory.expected = expected;
        long end = expected.seconds() > 0 ? now + (long) (expected.seconds() * 1e9) : NEVER;
        promises.start(job.id(), memory.promisedBytes(), end);
        admission.started(job.id());
        running.add(job);
        ranker.started(memory.question.category());
        probesChanged(memory.question.category());
    }

    /** It gives its worker back. */
    void end(JobEntry job, long now) {
        account(now);
        MemoryState memory = state(job);
        if (running.remove(job)) {
            promises.end(job.id());
            ranker.ended(memory.question.category());
            probesChanged(memory.question.category());
        }
    }

    /** Another number of jobs of a category run, which matters until the first has ended. */
    private void probesChanged(@Nullable String category) {
        if (predictor.runs(category) == 0) {
            refresh(category);
        }
    }

    private void refresh(@Nullable String category) {
        if (category != null) {
            lines.forEach(line -> line.refresh(category));
        }
    }

    /** What has happened before this pool. */
    void learned(List<RecordedRun> runs) {
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
     * @param complete whether by itself and with success, so that its peak is what it needed
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

    /** All running jobs, the machine and this process have been looked at. */
    void measured(@Nullable HostMemory machine, long own, long now) {
        account(now);
        ownBytes = own;
        for (JobEntry job : running) {
            promises.measured(job.id(), job.state == State.RUNNING ? job.present().residentBytes : 0);
        }
        if (machine != null) {
            granted = promises.measuredBytes() + machine.availableBytes() - settings.reserveBytes();
        }
    }

    private void account(long now) {
        double seconds = accountedAt == Long.MIN_VALUE ? 0 : (now - accountedAt) / 1e9;
        promisedByteSeconds += promises.promisedBytes() * seconds;
        measuredByteSeconds += promises.measuredBytes() * seconds;
        accountedAt = now;
    }

    /** An attempt was ended for memory after this time. */
    void wasted(long nanos) {
        wastedSeconds += nanos / 1e9;
        ended++;
    }

    /** What it came to in this round, which is over. */
    RoundMemory roundEnded() {
        RoundMemory totals = new RoundMemory(promisedByteSeconds, measuredByteSeconds, wastedSeconds, ended);
        promisedByteSeconds = 0;
        measuredByteSeconds = 0;
        wastedSeconds = 0;
        ended = 0;
        return totals;
    }
}
