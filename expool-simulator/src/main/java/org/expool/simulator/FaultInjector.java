package org.expool.simulator;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.expool.core.schedule.Commands;
import org.expool.core.schedule.ForwardingCommands;

/**
 * Makes the scheduler faulty: now and then it throws instead of passing a command on, like a fault of the scheduler
 * itself. Answers to calls, and warnings about faults, are always passed on. Not thread-safe.
 */
public final class FaultInjector extends ForwardingCommands {

    private static final Set<String> SPARED = Set.of("tell", "admitted", "refused", "inspected", "warn");

    private final SplittableRandom random;
    private final int oneIn;

    /**
     * With faults that depend on the seed alone.
     *
     * @param oneIn one command of so many is replaced by a fault
     */
    public FaultInjector(Commands target, long seed, int oneIn) {
        super(target);
        this.random = new SplittableRandom(seed);
        this.oneIn = oneIn;
    }

    @Override
    protected void pass(String name, Consumer<Commands> command) {
        if (!SPARED.contains(name) && random.nextInt(oneIn) == 0) {
            throw new InjectedFaultException(name);
        }
        super.pass(name, command);
    }
}
