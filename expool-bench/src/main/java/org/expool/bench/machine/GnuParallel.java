package org.expool.bench.machine;

import java.util.List;
import java.util.stream.Stream;
import org.expool.spi.Availability;

/** GNU parallel. Stateless. */
public final class GnuParallel {

    private GnuParallel() {}

    /** Whether it is available, after installing it if possible. */
    public static Availability provide() throws InterruptedException {
        Availability installed = new Tool("parallel", List.of("parallel")).provide();
        if (installed instanceof Availability.Unavailable) {
            return installed;
        }
        return Finished.run("parallel", "--version").output().startsWith("GNU parallel")
                ? installed
                : Availability.unavailable("the installed 'parallel' is not GNU parallel");
    }

    /** A run of so many jobs at one time, which keeps its own files in the workplace. */
    public static ProcessBuilder command(Workplace workplace, int workers, String... words) {
        ProcessBuilder program =
                new ProcessBuilder(Stream.concat(Stream.of("parallel", "--will-cite", "-j" + workers), Stream.of(words))
                        .toList());
        program.environment().put("PARALLEL_HOME", workplace.folder().toString());
        return program;
    }
}
