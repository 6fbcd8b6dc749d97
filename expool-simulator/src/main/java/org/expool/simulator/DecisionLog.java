package org.expool.simulator;

import org.expool.core.affinity.CpuGrant;
import org.expool.core.schedule.Decision;

/** A number that two runs share if and, but for chance, only if the machine decided the same at the same times. */
final class DecisionLog {

    private static final long PRIME = 0x100000001b3L; // FNV-1a's (Fowler, Noll and Vo), applied to longs

    private long hash = 0xcbf29ce484222325L;

    void add(Decision decision, long now) {
        mix(now);
        mix(decision.getClass().getName().hashCode());
        if (decision instanceof Decision.Launch launch) {
            mix(launch.job().id());
            mix(launch.slot());
            CpuGrant cpus = launch.job().cpus();
            mix(cpus == null ? 0 : cpus.cpus().hashCode());
        } else if (decision instanceof Decision.Finish finish) {
            mix(finish.job().id());
            mix(finish.conclusion().outcome().kind().label().hashCode());
        } else if (decision instanceof Decision.Freeze freeze) {
            mix(freeze.job().id());
            mix(freeze.frozen() ? 1 : 0);
        } else if (decision instanceof Decision.Send signal) {
            mix(signal.job().id());
            mix(signal.signal().ordinal());
        } else if (decision instanceof Decision.AttemptEnded ended) {
            mix(ended.job().id());
            mix(ended.nextAt());
        } else if (decision instanceof Decision.AskStart ask) {
            mix(ask.job().id());
        } else if (decision instanceof Decision.FinishTask finish) {
            mix(finish.standing().added());
            mix(finish.standing().done());
        }
    }

    private void mix(long value) {
        hash = (hash ^ value) * PRIME;
    }

    long hash() {
        return hash;
    }
}
