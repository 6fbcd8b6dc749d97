package org.expool.linux.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.expool.spi.Diagnosis;
import org.expool.spi.Finding;

/** Checks the functions of the C library and the kernel that the posix_spawn launcher requires. Thread-safe. */
public final class LaunchDiagnosis implements Diagnosis {

    private static final String SPAWN = "posix_spawn_file_actions_";
    private static final String FALLBACK =
            "; without it jobs are started by Java's ProcessBuilder: no pidfd, slower starts,"
                    + " no peak memory and no counts of bytes read and written";

    /** Checks nothing yet. */
    public LaunchDiagnosis() {}

    @Override
    public List<Finding> findings() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return List.of();
        }
        try {
            Requirements requirements = Requirements.ofThisHost();
            return findings(requirements.hasSymbol(), Requirements::hasPidfd);
        } catch (Error e) {
            // Mostly a LinkageError; but where another JNA is installed, JNA throws a plain Error.
            return List.of(Finding.missing(
                    "posix_spawn",
                    "JNA cannot be loaded: " + e,
                    "use a 64-bit JVM on glibc, one JNA on the path, and a writable java.io.tmpdir without noexec"
                            + FALLBACK));
        }
    }

    /** The findings for a host with these functions. */
    static List<Finding> findings(Predicate<String> hasSymbol, BooleanSupplier hasPidfd) {
        List<Finding> found = new ArrayList<>();
        for (String call : List.of("addclosefrom_np", "addchdir_np")) {
            found.add(
                    hasSymbol.test(SPAWN + call)
                            ? Finding.good(call, "of posix_spawn, in this C library")
                            : Finding.missing(
                                    call,
                                    "of posix_spawn, not in this C library",
                                    Requirements.remedy(SPAWN + call) + FALLBACK));
        }
        found.add(
                hasPidfd.getAsBoolean()
                        ? Finding.good("pidfd_open", "in this kernel")
                        : Finding.missing("pidfd_open", "refused by this kernel", "use Linux 5.3 or newer" + FALLBACK));
        return List.copyOf(found);
    }
}
