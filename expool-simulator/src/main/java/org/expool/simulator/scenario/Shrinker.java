package org.expool.simulator.scenario;

import java.util.function.UnaryOperator;
import org.expool.ExpoolException;
import org.expool.core.schedule.Commands;
import org.expool.simulator.InvariantViolatedException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a failing scenario smaller while it still breaks the same invariant: of all slightly simpler scenarios it takes
 * the first that still fails, and continues from there until none does. The result is small, not minimal. Immutable and
 * thread-safe.
 */
public final class Shrinker {

    private static final int RUNS = 50_000;

    private final UnaryOperator<Commands> distortion;

    /** For the scheduler as it is. */
    public Shrinker() {
        this(UnaryOperator.identity());
    }

    /** For a faulty scheduler; see {@link Scenario#run(UnaryOperator)}. */
    public Shrinker(UnaryOperator<Commands> distortion) {
        this.distortion = distortion;
    }

    /**
     * Runs a scenario.
     *
     * @return how it fails, or null if it does not
     */
    public @Nullable InvariantViolatedException failure(Scenario scenario) {
        try {
            scenario.run(distortion);
            return null;
        } catch (InvariantViolatedException e) {
            return e;
        }
    }

    /**
     * Shrinks a scenario.
     *
     * @return a smaller one that breaks the same invariant; the same one if it breaks none
     */
    public Scenario shrink(Scenario failing) {
        InvariantViolatedException failure = failure(failing);
        if (failure == null) {
            return failing;
        }
        Scenario smallest = failing;
        int runs = 0;
        boolean smaller = true;
        while (smaller && runs < RUNS) {
            smaller = false;
            for (Object candidate : Simplifier.simpler(smallest)) {
                runs++;
                if (candidate instanceof Scenario scenario
                        && Size.of(scenario) < Size.of(smallest)
                        && breaks(scenario, failure.invariant())) {
                    smallest = scenario;
                    smaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    private boolean breaks(Scenario scenario, String invariant) {
        try {
            InvariantViolatedException failure = failure(scenario);
            return failure != null && failure.invariant().equals(invariant);
        } catch (ExpoolException | IllegalArgumentException e) {
            return false; // it is not valid
        }
    }
}
