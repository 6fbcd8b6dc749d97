package org.expool.linux.containment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.expool.linux.kernel.LibC;
import org.expool.linux.proc.Procfs;
import org.expool.linux.proc.SearchPath;

/** What every kind of cell in this package requires of the host. Stateless. */
final class Prerequisites {

    /** The programs used by the guard (guard.sh), besides {@link #SHELL}. */
    private static final List<String> PROGRAMS = List.of("setsid", "grep", "rm", "rmdir", "sleep");

    private static final Path SHELL = Path.of("/bin/sh");

    private Prerequisites() {}

    /** The first missing prerequisite; empty if none is missing. */
    static Optional<String> missing(Procfs procfs) {
        return missing(procfs, SearchPath.ofThisProcess());
    }

    /** The same with another search path. */
    static Optional<String> missing(Procfs procfs, SearchPath programs) {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return Optional.of("needs Linux");
        }
        long self = ProcessHandle.current().pid();
        if (procfs.startTime(self).isEmpty() || procfs.namespace(self).isEmpty()) {
            return Optional.of("/proc is not mounted, or shows another PID namespace than that of this process");
        }
        Optional<String> absent = PROGRAMS.stream()
                .filter(program -> programs.find(program).isEmpty())
                .findFirst();
        if (absent.isPresent() || !Files.isExecutable(SHELL)) {
            return Optional.of("the guard of the cells needs "
                    + absent.map(name -> "'" + name + "' in the PATH").orElse("a shell, " + SHELL)
                    + ": install util-linux, grep, coreutils and a shell, which minimal images lack");
        }
        try {
            int opened = LibC.open("/proc/self", LibC.O_RDONLY);
            LibC.close(opened);
            return opened < 0 ? Optional.of("/proc/self cannot be opened") : Optional.empty();
        } catch (Error e) {
            // Mostly a LinkageError; but where another JNA is installed, JNA throws a plain Error.
            return Optional.of("JNA cannot be loaded here: " + e);
        }
    }
}
