package org.expool.core.launch;

import org.expool.spi.Availability;
import org.expool.spi.LaunchEvents;
import org.expool.spi.LaunchSession;
import org.expool.spi.ProcessLauncher;

/**
 * Starts processes by {@link ProcessBuilder}: works everywhere, but slower than a launcher for one platform, and reports
 * less: no CPU times, a signal is reported as exit code 128 + n, and a process that has outlived its parent cannot be
 * reached. Its processes share the process group of this JVM, so that a job that signals its own group signals the JVM too.
 * Thread-safe.
 */
public final class ProcessBuilderLauncher implements ProcessLauncher {

    /** Ready to use. */
    public ProcessBuilderLauncher() {}

    @Override
    public String name() {
        return "process-builder";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Availability availability() {
        return Availability.available();
    }

    @Override
    public LaunchSession open(String name, LaunchEvents events) {
        return new ProcessBuilderSession(name, events);
    }
}
