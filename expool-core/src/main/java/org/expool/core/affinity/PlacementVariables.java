package org.expool.core.affinity;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.expool.CpuSet;

/** Environment variables that tell a job its CPUs. Stateless. */
public final class PlacementVariables {

    /** The list of CPUs, in the kernel's format. */
    public static final String CPUS = "EXPOOL_CPUS";

    /** The number of threads of OpenMP programs: the number of CPUs. */
    public static final String THREADS = "OMP_NUM_THREADS";

    private PlacementVariables() {}

    /**
     * The variables to add to a job's environment.
     *
     * @param own variables set by the job, which take precedence
     */
    public static Map<String, String> of(CpuSet cpus, Map<String, String> own) {
        Map<String, String> added =
                new TreeMap<>(Map.of(CPUS, cpus.toString(), THREADS, Integer.toString(cpus.size())));
        added.keySet().removeAll(own.keySet());
        return Collections.unmodifiableMap(added);
    }
}
