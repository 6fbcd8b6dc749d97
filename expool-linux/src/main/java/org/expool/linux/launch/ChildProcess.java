package org.expool.linux.launch;

import org.expool.Signal;
import org.expool.linux.kernel.LibC;
import org.expool.spi.LaunchRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request from its submission to the report of its exit. Decides whether its process may still be signalled. Thread-safe,
 * except for the steps.
 *
 * <p>A pid belongs to the process until its status is collected; then the kernel may give it to another. So {@link
 * #markEnding} is called before that, and no signal is sent after it. The monitor is held for one kill(2) at most and is
 * hardly ever contended. A signal sent before the process exists is kept for it.
 */
final class ChildProcess {

    private final LaunchRequest request;
    private final LaunchSteps steps;
    private @Nullable Signal pending;
    private int pid;
    private int pidfd = -1;
    private boolean ended;
    private long startedAt;

    ChildProcess(LaunchRequest request) {
        this.request = request;
        this.steps = new LaunchSteps(request.steps());
    }

    long id() {
        return request.id();
    }

    LaunchRequest request() {
        return request;
    }

    LaunchSteps steps() {
        return steps;
    }

    synchronized int pid() {
        return pid;
    }

    /** The time just before the spawn. */
    synchronized long startedAt() {
        return startedAt;
    }

    synchronized int pidfd() {
        return pidfd;
    }

    /** The process was spawned. */
    synchronized void spawned(int process, int descriptor, long nanos) {
        pid = process;
        startedAt = nanos;
        pidfd = descriptor;
        if (pending != null) {
            send(pending);
        }
    }

    /** Sends a signal to the process group; without effect once the process is {@link #markEnding}. */
    synchronized void signal(Signal signal) {
        if (pid != 0 && !ended) {
            send(signal);
        } else if (pending != Signal.KILL) {
            pending = signal;
        }
    }

    /** Sends no signals from now on, and kills the rest of the process group, whose id the zombie still occupies. */
    synchronized void markEnding() {
        ended = true;
        LibC.kill(-pid, LibC.SIGKILL);
    }

    /** Freezes or thaws the process group; without effect while there is no process or it is ending. */
    synchronized void freeze(boolean frozen) {
        if (pid != 0 && !ended) {
            LibC.kill(-pid, frozen ? LibC.SIGSTOP : LibC.SIGCONT);
        }
    }

    private void send(Signal signal) {
        LibC.kill(-pid, signal.number());
        if (signal != Signal.KILL) {
            // A stopped process handles the signal only after SIGCONT.
            LibC.kill(-pid, LibC.SIGCONT);
        }
    }
}
