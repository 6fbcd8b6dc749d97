package org.expool.core.affinity;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.expool.CpuSet;

/** Tells a job in its environment which CPUs it was given. Stateless. */
public final class PlacementVariables {

    /** The list of CPUs, as the kernel writes it. */
    public static final String CPUS = "EXPOOL_CPUS";

    /** How many threads a program that uses OpenMP is to start: as many as CPUs. */
    public static final String THREADS = "OMP_NUM_THREADS";

    private PlacementVariables() {}

    /**
     * The variables to be added to a job's environment.
     *
     * @param own what the job sets itself, which is left as it is
     */
    public static Map<String, String> of(CpuSet cpus, Map<String, String> own) {
        Map<String, String> added =
                new TreeMap<>(Map.of(CPUS, cpus.toString(), THREADS, Integer.toString(cpus.size())));
        added.keySet().removeAll(own.keySet());
        return Collections.unmodifiableMap(added);
    }
}
