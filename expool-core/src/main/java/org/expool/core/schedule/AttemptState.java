package org.expool.core.schedule;

import java.util.Arrays;
import org.expool.core.affinity.CpuGrant;
import org.expool.core.resource.Grants;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to one attempt of a job: made when it begins and dropped when it ends, so that a job that waits is small and
 * nothing of one attempt is ever taken for the next one's. Belongs to the machine's thread.
 */
final class AttemptState {

    static final int NO_SLOT = -1;

    private static final long[] NEVER_FROZEN = {};

    /** Not frozen. */
    private static final long THAWED = Long.MIN_VALUE;

    // What it holds.

    int slot = NO_SLOT;
    Grants grants = Grants.NONE;

    @Nullable
    CpuGrant cpus;

    /** Whether it has a worker for whom there are no CPUs. */
    boolean unpinned;

    // Its process, if there is or was one.

    boolean started;
    long pid;
    long startedAt;
    long wall;

    // Its clocks.

    /** Whether it was warned of its timeout. */
    boolean warned;

    /** Whether somebody is looking at it; when that was last done, and what was seen. */
    boolean probing;

    long probedAt;
    long cpuSeen;
    long lastOutput = Long.MIN_VALUE;

    /** For how long it was frozen until it went on for the last time. */
    long frozen;

    private long frozenSince = THAWED;

    /** When it was frozen and thawed, in turn. */
    private long[] freezeTimes = NEVER_FROZEN;

    // Its memory.

    /** Whether the kernel keeps it within the job's own limit. */
    boolean limitKept;

    /** What it was last seen to hold, what before, and what at the last look when nothing was short. */
    long residentBytes;

    long residentBefore;
    long baselineBytes;

    /** The most it was seen to hold. */
    long sampledPeak;

    /** Whether it is frozen to relieve the others, and how often it was. */
    boolean frozenForMemory;

    int freezes;

    /** How many jobs had started when it was frozen for that. */
    long startsBefore;

    /** Whether it was killed, as it grew on while it was being ended. */
    boolean killed;

    // Its end.

    /** Why it is being ended, once that is decided. */
    @Nullable
    TerminationRequest ending;

    /** When that was decided, if there was a process or one was being made. */
    long endingAt;

    /** The next rung of the ladder by which it is ended. */
    int step;

    /** For how long it ran, once that is over, in nanoseconds. */
    long unfrozen() {
        return wall - frozen;
    }

    /** A time by the clock that stands still while the process is frozen. */
    long unfrozen(long at) {
        long time = isFrozen() ? Math.min(at, frozenSince) : at;
        long stood = 0;
        for (int i = 0; i < freezeTimes.length && freezeTimes[i] < time; i += 2) {
            stood += Math.min(time, freezeTimes[i + 1]) - freezeTimes[i];
        }
        return time - stood;
    }

    boolean isFrozen() {
        return frozenSince != THAWED;
    }

    /** Its process stands still, and its clocks with it. */
    void freeze(long now) {
        frozenSince = now;
    }

    /** Its process goes on. */
    void thaw(long now) {
        frozen += now - frozenSince;
        freezeTimes = Arrays.copyOf(freezeTimes, freezeTimes.length + 2);
        freezeTimes[freezeTimes.length - 2] = frozenSince;
        freezeTimes[freezeTimes.length - 1] = now;
        frozenSince = THAWED;
    }

    /** It holds this now. */
    void measured(long bytes) {
        residentBefore = residentBytes;
        residentBytes = bytes;
        sampledPeak = Math.max(sampledPeak, bytes);
    }
}
