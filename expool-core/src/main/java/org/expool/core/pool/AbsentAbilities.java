package org.expool.core.pool;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Collectors;
import org.expool.ProviderChoice;

/** Logs what a pool cannot do without a provider, why, and which module brings one. */
final class AbsentAbilities {

    private static final Logger LOG = System.getLogger(AbsentAbilities.class.getName());

    private AbsentAbilities() {}

    /** Logs a line for each ability that is absent or left to core's fallback provider. */
    static void log(String pool, List<ProviderChoice> choices) {
        for (ProviderChoice choice : choices) {
            String loss = loss(choice);
            if (!loss.isEmpty()) {
                LOG.log(Level.INFO, "pool ''{0}'': {1}{2}", pool, loss, reasons(choice));
            }
        }
    }

    private static String loss(ProviderChoice choice) {
        return switch (choice.ability() + " " + choice.chosen()) {
            case "MemorySampler " ->
                "the memory of running jobs is not sampled; the module expool-linux brings a sampler for Linux";
            case "Containment " -> "the processes that jobs start are not contained";
            case "Containment process-tree" ->
                "a process that leaves its parent outlives its job, and all processes outlive this JVM if it is killed;"
                        + " the module expool-linux brings cells for Linux";
            case "ProcessLauncher process-builder" ->
                "processes are started by ProcessBuilder, without CPU times, and signals look like exit codes;"
                        + " the module expool-linux brings a launcher for Linux";
            case "TopologyProvider " ->
                "the CPUs are unknown, so jobs cannot be bound to them; the module expool-linux reads them on Linux";
            case "AffinityBinder " -> "jobs cannot be bound to CPUs; the module expool-linux brings a binder for Linux";
            default -> "";
        };
    }

    private static String reasons(ProviderChoice choice) {
        return choice.rejected().stream()
                .map(rejected -> " (" + rejected.name() + ": " + rejected.reason() + ")")
                .collect(Collectors.joining());
    }
}
