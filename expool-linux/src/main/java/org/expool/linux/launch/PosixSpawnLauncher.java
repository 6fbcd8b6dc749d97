package org.expool.linux.launch;

import org.expool.spi.Availability;
import org.expool.spi.LaunchEvents;
import org.expool.spi.LaunchSession;
import org.expool.spi.ProcessLauncher;

/**
 * Launches processes by posix_spawn, each in a session of its own, and learns of their ends by waitid on the worker's own
 * thread, from the 65th worker on through pidfds: the best that Linux offers without privileges. Reports CPU time, context switches, and the peak memory where the kernel knows
 * it. Needs a 64-bit JVM, glibc 2.34 and Linux 5.3. Thread-safe.
 */
public final class PosixSpawnLauncher implements ProcessLauncher {

    /** Loads nothing yet. */
    public PosixSpawnLauncher() {}

    @Override
    public String name() {
        return "posix-spawn";
    }

    @Override
    public int priority() {
        return 200;
    }

    @Override
    public Availability availability() {
        try {
            return Requirements.ofThisMachine().check();
        } catch (Error e) {
            // Mostly a LinkageError; but where another JNA is installed, JNA throws a plain Error.
            return Availability.unavailable("JNA cannot be loaded here: " + e);
        }
    }

    @Override
    public boolean canFreeze() {
        return true;
    }

    /**
     * Opens a session; only where {@link #availability} says available.
     *
     * @throws org.expool.ExpoolException if the kernel has no descriptors or memory left
     */
    @Override
    public LaunchSession open(String name, LaunchEvents events) {
        ChildSignal.stopIgnoring();
        return new PosixSpawnSession(name, events);
    }
}
