package org.expool.core.pool;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.expool.core.schedule.Commands;
import org.expool.core.schedule.Inspection;

/** Answers the callers that wait for the scheduler: each has handed it a future of the pool. Thread-safe. */
interface CallerAnswers extends Commands {

    @Override
    default void admitted(Object waiter, List<String> problems) {
        answer(waiter, Optional.of(problems));
    }

    @Override
    default void refused(Object waiter) {
        answer(waiter, Optional.<List<String>>empty());
    }

    @Override
    default void inspected(Object waiter, Inspection found) {
        answer(waiter, found);
    }

    /** Answers one. */
    @SuppressWarnings("unchecked") // the pool hands no other waiter to the scheduler
    static <T> void answer(Object waiter, T answer) {
        ((CompletableFuture<T>) waiter).complete(answer);
    }
}
