package org.expool.linux.containment;

import java.nio.file.Path;
import java.util.Optional;
import org.expool.linux.proc.Procfs;

/** What every kind of cell here needs of the machine. Immutable and thread-safe. */
final class Basics {

    private Basics() {}

    /** What is missing; empty if nothing is. */
    static Optional<String> missing(Procfs procfs) {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return Optional.of("it needs Linux");
        }
        long self = ProcessHandle.current().pid();
        if (procfs.startTime(self).isEmpty() || procfs.namespace(self).isEmpty()) {
            return Optional.of("/proc is not mounted, or shows another PID namespace than that of this process");
        }
        try {
            int opened = Kernel.open(Path.of("/proc/self").toString());
            Kernel.close(opened);
            return opened < 0 ? Optional.of("/proc/self cannot be opened") : Optional.empty();
        } catch (Error e) {
            // Mostly a LinkageError; but where another JNA is installed, JNA throws a plain Error.
            return Optional.of("JNA cannot be loaded here: " + e);
        }
    }
}
