package org.expool.core.pool;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Collectors;
import org.expool.ProviderChoice;

/** Says in the log what a pool cannot do for want of a provider, why, and which module brings one. */
final class AbsentAbilities {

    private static final Logger LOG = System.getLogger(AbsentAbilities.class.getName());

    private AbsentAbilities() {}

    /** One line for each ability that is absent or done by the plain provider that is always there. */
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
            case "Containment " -> "nothing holds the processes that jobs start";
            case "Containment process-tree" ->
                "a process that leaves its parent outlives its job, and all do that are there when this JVM is killed;"
                        + " the module expool-linux brings cells for Linux";
            case "ProcessLauncher process-builder" ->
                "processes are started by ProcessBuilder, without CPU times, and signals look like exit codes;"
                        + " the module expool-linux brings a launcher for Linux";
            case "TopologyProvider " ->
                "what CPUs there are is not known, so jobs cannot be bound to them; the module expool-linux tells on Linux";
            case "AffinityBinder " -> "jobs cannot be bound to CPUs; the module expool-linux brings what can on Linux";
            default -> "";
        };
    }

    private static String reasons(ProviderChoice choice) {
        return choice.rejected().stream()
                .map(rejected -> " (" + rejected.name() + ": " + rejected.reason() + ")")
                .collect(Collectors.joining());
    }
}
