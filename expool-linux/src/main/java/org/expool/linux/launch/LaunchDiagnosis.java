package org.expool.linux.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.expool.spi.Diagnosis;
import org.expool.spi.Finding;

/** The calls of the C library and the kernel on which it depends whether jobs are started by posix_spawn. Thread-safe. */
public final class LaunchDiagnosis implements Diagnosis {

    private static final String SPAWN = "posix_spawn_file_actions_";
    private static final String ELSE =
            "; without it jobs are started by Java's ProcessBuilder: no pidfd, more time for each,"
                    + " no peak of memory and no bytes read and written";

    /** Looks at nothing yet. */
    public LaunchDiagnosis() {}

    @Override
    public List<Finding> findings() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return List.of();
        }
        try {
            Requirements requirements = Requirements.ofThisMachine();
            return findings(requirements.hasSymbol(), Requirements::hasPidfd);
        } catch (Error e) {
            // Mostly a LinkageError; but where another JNA is installed, JNA throws a plain Error.
            return List.of(Finding.missing(
                    "posix_spawn",
                    "JNA cannot be loaded: " + e,
                    "a 64-bit JVM on glibc, one JNA on the path, and a writable java.io.tmpdir that may be executed"
                            + ELSE));
        }
    }

    /** The same of a machine that is told. */
    static List<Finding> findings(Predicate<String> hasSymbol, BooleanSupplier hasPidfd) {
        List<Finding> found = new ArrayList<>();
        for (String call : List.of("addclosefrom_np", "addchdir_np")) {
            found.add(
                    hasSymbol.test(SPAWN + call)
                            ? Finding.good(call, "of posix_spawn, in this C library")
                            : Finding.missing(
                                    call,
                                    "of posix_spawn, not in this C library",
                                    Requirements.remedy(SPAWN + call) + ELSE));
        }
        found.add(
                hasPidfd.getAsBoolean()
                        ? Finding.good("pidfd_open", "in this kernel")
                        : Finding.missing("pidfd_open", "refused by this kernel", "Linux 5.3 or newer has it" + ELSE));
        return List.copyOf(found);
    }
}
