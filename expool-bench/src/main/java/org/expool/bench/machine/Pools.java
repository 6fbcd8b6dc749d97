package org.expool.bench.machine;

import org.expool.ExecPool;
import org.expool.PoolBuilder;
import org.expool.ProviderChoice;
import org.jspecify.annotations.Nullable;

/** Pools to measure. */
public final class Pools {

    private static final String LAUNCHER = "ProcessLauncher";

    private Pools() {}

    /**
     * A pool with default settings, closed at the run's end.
     *
     * @param workers how many jobs run at one time
     * @param launcher the launcher's name; null for the best available
     * @throws org.expool.ProviderMissingException if there is no such launcher
     */
    public static ExecPool open(Workplace workplace, int workers, @Nullable String launcher) {
        return open(workplace, builder(workers, launcher));
    }

    /** The pool so described, closed at the run's end. */
    public static ExecPool open(Workplace workplace, PoolBuilder builder) {
        ExecPool pool = builder.build();
        workplace.atEnd(pool::close);
        return pool;
    }

    /** Describes a pool with default settings. */
    public static PoolBuilder builder(int workers, @Nullable String launcher) {
        PoolBuilder builder = ExecPool.builder().name("bench").workers(workers);
        return launcher == null ? builder : builder.provider(LAUNCHER, launcher);
    }

    /** The name of the launcher in use. */
    public static String launcher(ExecPool pool) {
        return pool.providers().stream()
                .filter(choice -> choice.ability().equals(LAUNCHER))
                .map(ProviderChoice::chosen)
                .findFirst()
                .orElse("unknown");
    }

    /** The name of what binds workers to CPUs. */
    public static String binder(ExecPool pool) {
        return pool.providers().stream()
                .filter(choice -> choice.ability().equals("AffinityBinder"))
                .map(ProviderChoice::chosen)
                .findFirst()
                .orElse("unknown");
    }

    /** Whether the launcher in use is the one for every platform, which cannot tell CPU times. */
    public static boolean isPortable(ExecPool pool) {
        return launcher(pool).equals("process-builder");
    }
}
