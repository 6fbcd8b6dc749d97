package org.expool.core.schedule;

import org.expool.Outcome;
import org.expool.Outcome.Signalled.Sender;
import org.expool.Signal;
import org.expool.Usage;
import org.expool.Warning;
import org.expool.spi.ProcessExit;

/** Maps the exit status of a process that the pool did not terminate to an outcome. Stateless. */
final class ExitClassifier {

    private ExitClassifier() {}

    static Outcome of(JobEntry job, ProcessExit exit, Usage usage) {
        Outcome exceeded = MemoryLimits.byKernel(job, exit, usage);
        if (exceeded != null) {
            return exceeded;
        }
        if (exit.signal() != 0) {
            return new Outcome.Signalled(exit.signal(), isWarning(job, exit) ? Sender.POOL : sender(exit));
        }
        if (exit.exitCode() < 0) {
            return new Outcome.Lost("its exit status was collected by something else in this process");
        }
        return exit.exitCode() == 0 ? new Outcome.Succeeded() : new Outcome.Failed(exit.exitCode());
    }

    private static boolean isWarning(JobEntry job, ProcessExit exit) {
        Warning warning = job.present().warned ? job.job().warning() : null;
        return warning != null && warning.signal().number() == exit.signal();
    }

    /** The OOM killer sends SIGKILL; whether it did is known where a cell counts its kills (unknown: negative). */
    private static Sender sender(ProcessExit exit) {
        if (exit.signal() != Signal.KILL.number() || exit.oomKills() == 0) {
            return Sender.OTHER;
        }
        return exit.oomKills() > 0 ? Sender.OOM_KILLER : Sender.UNKNOWN;
    }
}
