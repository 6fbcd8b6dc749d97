package org.expool.bench.machine;

import org.expool.ExecPool;
import org.expool.PoolBuilder;
import org.expool.ProviderChoice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every benchmark of pools, and pools of them. Filled in by the command line; not thread-safe. */
public final class PoolOptions {

    private static final String LAUNCHER = "ProcessLauncher";
    private static final String CONTAINMENT = "Containment";

    @Option(names = "--launcher", description = "The pool's launcher, by name. Default: the best available.")
    private @Nullable String launcher;

    @Option(names = "--containment", description = "The pool's containment, by name. Default: the best available.")
    private @Nullable String containment;

    /** Default settings. */
    public PoolOptions() {}

    /**
     * A pool with default settings otherwise, closed at the run's end.
     *
     * @param workers how many jobs run at one time
     * @throws org.expool.ProviderMissingException if there is no such provider
     */
    public ExecPool open(Workplace workplace, int workers) {
        return open(workplace, builder(workers));
    }

    /** The pool that was described, closed at the run's end. */
    public static ExecPool open(Workplace workplace, PoolBuilder builder) {
        ExecPool pool = builder.build();
        workplace.atEnd(pool::close);
        return pool;
    }

    /** Describes a pool with default settings otherwise. */
    public PoolBuilder builder(int workers) {
        PoolBuilder builder = ExecPool.builder().name("bench").workers(workers);
        if (launcher != null) {
            builder.provider(LAUNCHER, launcher);
        }
        if (containment != null) {
            builder.provider(CONTAINMENT, containment);
        }
        return builder;
    }

    /** The name of the launcher in use. */
    public static String launcher(ExecPool pool) {
        return chosen(pool, LAUNCHER);
    }

    /** The name of the containment in use. */
    public static String containment(ExecPool pool) {
        return chosen(pool, CONTAINMENT);
    }

    /** The name of the affinity binder in use. */
    public static String binder(ExecPool pool) {
        return chosen(pool, "AffinityBinder");
    }

    private static String chosen(ExecPool pool, String ability) {
        return pool.providers().stream()
                .filter(choice -> choice.ability().equals(ability))
                .map(ProviderChoice::chosen)
                .findFirst()
                .orElse("unknown");
    }

    /** Whether the launcher in use is the one for every platform, which has no CPU times. */
    public static boolean isPortable(ExecPool pool) {
        return launcher(pool).equals("process-builder");
    }
}
