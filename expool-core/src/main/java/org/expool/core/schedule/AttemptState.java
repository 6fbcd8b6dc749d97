package org.expool.core.schedule;

import java.util.Arrays;
import org.expool.core.affinity.CpuGrant;
import org.expool.core.resource.Grants;
import org.jspecify.annotations.Nullable;

/**
 * The state of one attempt of a job: made when it begins and dropped when it ends, so that a waiting job is small and
 * no state of one attempt leaks into the next. Part of the scheduler's state.
 */
final class AttemptState {

    static final int NO_SLOT = -1;

    private static final long[] NEVER_FROZEN = {};

    private static final long THAWED = Long.MIN_VALUE;

    // What it occupies.

    int slot = NO_SLOT;
    Grants grants = Grants.NONE;

    @Nullable
    CpuGrant cpus;

    /** Whether its worker has no CPUs reserved. */
    boolean unpinned;

    // Its process, if there is or was one.

    boolean started;
    long pid;
    long startedAt;
    long wall;

    // Its clocks.

    /** Whether its warning signal was sent. */
    boolean warned;

    /** Whether a probe is under way; when the last one was made, and what it showed. */
    boolean probing;

    long probedAt;
    long probedCpu;
    long lastOutput = Long.MIN_VALUE;

    /** For how long it was frozen until it was last thawed. */
    long frozen;

    private long frozenSince = THAWED;

    /** When it was frozen and thawed, alternately. */
    private long[] freezeTimes = NEVER_FROZEN;

    // Its memory.

    /** Whether the kernel enforces the job's own limit. */
    boolean limitEnforced;

    /** Its memory at the last sample, at the one before, and at the last one without a shortage. */
    long residentBytes;

    long residentBefore;
    long baselineBytes;

    /** The highest sample. */
    long sampledPeak;

    /** Whether it is frozen because memory is short, and how often it was. */
    boolean frozenForMemory;

    int freezes;

    /** How many jobs had started when it was frozen. */
    long startsBefore;

    /** Whether it was killed because it grew on while it was being terminated. */
    boolean killed;

    // Its end.

    /** Why it is being terminated, once that is decided; changed by {@link JobCounters} only. */
    @Nullable
    TerminationRequest termination;

    /** When that was decided, if there was a process or one was being started. */
    long terminationAt;

    /** The next step of its stop sequence. */
    int step;

    /** For how long it ran without being frozen, once it has ended, in nanoseconds. */
    long unfrozen() {
        return wall - frozen;
    }

    /** Converts a time to the clock that stops while the process is frozen. */
    long unfrozen(long at) {
        long time = isFrozen() ? Math.min(at, frozenSince) : at;
        long total = 0;
        for (int i = 0; i < freezeTimes.length && freezeTimes[i] < time; i += 2) {
            total += Math.min(time, freezeTimes[i + 1]) - freezeTimes[i];
        }
        return time - total;
    }

    boolean isFrozen() {
        return frozenSince != THAWED;
    }

    /** Its process and its clocks stop. */
    void freeze(long now) {
        frozenSince = now;
    }

    /** Its process and its clocks run on. */
    void thaw(long now) {
        frozen += now - frozenSince;
        freezeTimes = Arrays.copyOf(freezeTimes, freezeTimes.length + 2);
        freezeTimes[freezeTimes.length - 2] = frozenSince;
        freezeTimes[freezeTimes.length - 1] = now;
        frozenSince = THAWED;
    }

    /** A sample of its memory. */
    void measured(long bytes) {
        residentBefore = residentBytes;
        residentBytes = bytes;
        sampledPeak = Math.max(sampledPeak, bytes);
    }
}
