package org.expool.linux.launch;

import org.expool.spi.Availability;
import org.expool.spi.LaunchEvents;
import org.expool.spi.LaunchSession;
import org.expool.spi.ProcessLauncher;

/**
 * Launches processes by posix_spawn, each in a separate session. Notices exits by waitid on the worker's thread, from the
 * 65th worker on by pidfds. Reports CPU time, context switches, and the peak memory where the kernel knows it. Needs no
 * privileges, but a 64-bit JVM, glibc 2.34 and Linux 5.3. Thread-safe.
 */
public final class PosixSpawnLauncher implements ProcessLauncher {

    /** Loads no native code yet. */
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
            return Requirements.ofThisHost().check();
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
