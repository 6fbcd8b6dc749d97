package org.expool.core.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.expool.Attempt;

/**
 * The attempts of a job that were followed by others. What they wrote is taken in, and listeners are told, by whichever
 * thread comes first, in the order of the attempts. Thread-safe.
 */
final class EarlierAttempts {

    private final List<EndedAttempt> ended = new ArrayList<>(1);
    private final List<Attempt> taken = new ArrayList<>(1);

    synchronized void add(EndedAttempt attempt) {
        ended.add(attempt);
    }

    /**
     * All that have been noted.
     *
     * @param take takes in one for which that has not been done
     */
    synchronized List<Attempt> take(Function<EndedAttempt, Attempt> take) {
        while (taken.size() < ended.size()) {
            taken.add(take.apply(ended.get(taken.size())));
        }
        return List.copyOf(taken);
    }
}
