package org.expool.linux.launch;

import org.expool.Signal;
import org.expool.linux.kernel.LibC;
import org.expool.spi.LaunchRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request from its submission to the report of its end, and the one place that decides whether its process may still
 * be signalled. Thread-safe, but for the steps.
 *
 * <p>A pid belongs to the process until its status is collected; then the kernel may give it to any other. So
 * {@link #ending} comes before the collecting, and no signal is sent after it. The monitor is held for one kill(2) at
 * most and is hardly ever contended. A signal that comes before there is a process is kept for it.
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

    /** Just before its process was made. */
    synchronized long startedAt() {
        return startedAt;
    }

    synchronized int pidfd() {
        return pidfd;
    }

    /** There is a process now. */
    synchronized void spawned(int process, int descriptor, long nanos) {
        pid = process;
        startedAt = nanos;
        pidfd = descriptor;
        if (pending != null) {
            send(pending);
        }
    }

    /** Sends a signal to the process group; without effect once the process is {@link #ending}. */
    synchronized void signal(Signal signal) {
        if (pid != 0 && !ended) {
            send(signal);
        } else if (pending != Signal.KILL) {
            pending = signal;
        }
    }

    /** From now on nothing is signalled; ends what is left of the group, whose id the unreaped process still holds. */
    synchronized void ending() {
        ended = true;
        LibC.kill(-pid, LibC.SIGKILL);
    }

    /** Lets the process group stand still or go on; without effect while there is no process or it is ending. */
    synchronized void freeze(boolean frozen) {
        if (pid != 0 && !ended) {
            LibC.kill(-pid, frozen ? LibC.SIGSTOP : LibC.SIGCONT);
        }
    }

    private void send(Signal signal) {
        LibC.kill(-pid, signal.number());
        if (signal != Signal.KILL) {
            // A stopped process takes it only when it goes on.
            LibC.kill(-pid, LibC.SIGCONT);
        }
    }
}
