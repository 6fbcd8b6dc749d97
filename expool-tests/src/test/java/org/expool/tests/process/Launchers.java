package org.expool.tests.process;

import static org.junit.jupiter.api.Assumptions.abort;

import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.expool.ExecPool;
import org.expool.PoolBuilder;
import org.expool.spi.Availability;
import org.expool.spi.ProcessLauncher;

/** The launchers that tests run with. */
public final class Launchers {

    public static final String NATIVE = "posix-spawn";
    public static final String PLATFORM = "process-builder";

    private Launchers() {}

    /** The names of all that are available here. */
    public static Stream<String> names() {
        return all().filter(launcher -> launcher.availability() instanceof Availability.Available)
                .map(ProcessLauncher::name);
    }

    /** The launcher of this name; the test is skipped if it is not available here. */
    public static ProcessLauncher named(String name) {
        ProcessLauncher launcher = all().filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no launcher " + name + " is on the class path"));
        if (launcher.availability() instanceof Availability.Unavailable unavailable) {
            abort("the launcher " + name + " is not available here: " + unavailable.reason());
        }
        return launcher;
    }

    /** A pool with one launcher; the test is skipped if that is not available here. */
    public static PoolBuilder pool(String launcher, int workers) {
        return ExecPool.builder()
                .provider("ProcessLauncher", named(launcher).name())
                .workers(workers);
    }

    private static Stream<ProcessLauncher> all() {
        return ServiceLoader.load(ProcessLauncher.class).stream().map(ServiceLoader.Provider::get);
    }
}
