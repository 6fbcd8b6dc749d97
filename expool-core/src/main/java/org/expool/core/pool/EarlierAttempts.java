package org.expool.core.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.expool.Attempt;

/**
 * The attempts of a job that were followed by others. The first thread that asks collects their output and informs the
 * listeners, in the order of the attempts. Thread-safe.
 */
final class EarlierAttempts {

    private final List<EndedAttempt> ended = new ArrayList<>(1);
    private final List<Attempt> taken = new ArrayList<>(1);

    synchronized void add(EndedAttempt attempt) {
        ended.add(attempt);
    }

    /**
     * All attempts added so far.
     *
     * @param take turns a new one into what users see; called once for each
     */
    synchronized List<Attempt> take(Function<EndedAttempt, Attempt> take) {
        while (taken.size() < ended.size()) {
            taken.add(take.apply(ended.get(taken.size())));
        }
        return List.copyOf(taken);
    }
}
