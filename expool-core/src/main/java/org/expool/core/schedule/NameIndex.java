package org.expool.core.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The jobs and tasks of the round by name: all unfinished ones and the last {@link #REMEMBERED} that have ended, each
 * as little more than its name, so that a pool that is never joined does not grow without end. A name may be shared; a
 * name of one job costs one map entry. Part of the scheduler's state.
 */
final class NameIndex {

    static final int REMEMBERED = 100_000;

    /**
     * A name whose jobs and tasks have all ended.
     *
     * @param count how many of them are remembered
     * @param failure why one of them did not succeed, or null
     */
    private record Ended(int count, @Nullable Failure failure) {

        private static final Ended ONE_SUCCESS = new Ended(1, null);

        static Ended one(@Nullable Failure failure) {
            return failure == null ? ONE_SUCCESS : new Ended(1, failure);
        }
    }

    /** A name of several jobs and tasks, ended or not. */
    private static final class Shared {
        private final Set<WorkItem> unfinished = new LinkedHashSet<>();
        private int completed;
        private @Nullable Failure failure;
    }

    /** The only {@link WorkItem} of the name, which is unfinished; or {@link Ended}, or {@link Shared}. */
    private final Map<String, Object> known = new HashMap<>();

    private final Deque<String> completed = new ArrayDeque<>();

    void add(WorkItem member) {
        Object before = known.putIfAbsent(member.name(), member);
        if (before != null) {
            share(member.name(), before).unfinished.add(member);
        }
    }

    private Shared share(String name, Object entry) {
        if (entry instanceof Shared shared) {
            return shared;
        }
        Shared shared = new Shared();
        if (entry instanceof Ended ended) {
            shared.completed = ended.count;
            shared.failure = ended.failure;
        } else {
            shared.unfinished.add((WorkItem) entry);
        }
        known.put(name, shared);
        return shared;
    }

    /** Takes back an addition. */
    void withdraw(WorkItem member) {
        if (known.get(member.name()) instanceof Shared shared) {
            shared.unfinished.remove(member);
            removeIfEmpty(member.name(), shared);
        } else {
            known.remove(member.name(), member);
        }
    }

    private void removeIfEmpty(String name, Shared shared) {
        if (shared.unfinished.isEmpty() && shared.completed == 0) {
            known.remove(name);
        }
    }

    void completed(WorkItem member) {
        String name = member.name();
        Object entry = known.get(name);
        if (entry instanceof Shared shared) {
            shared.unfinished.remove(member);
            shared.completed++;
            shared.failure = shared.failure == null ? member.failure : shared.failure;
        } else if (entry == member) {
            known.put(name, Ended.one(member.failure));
        } else {
            return; // its round has ended
        }
        completed.add(name);
        if (completed.size() > REMEMBERED) {
            forget(completed.remove());
        }
    }

    private void forget(String name) {
        Object entry = known.get(name);
        if (entry instanceof Shared shared) {
            shared.completed--;
            removeIfEmpty(name, shared);
        } else if (entry instanceof Ended ended) {
            if (ended.count == 1) {
                known.remove(name);
            } else {
                known.put(name, new Ended(ended.count - 1, ended.failure));
            }
        }
    }

    boolean knows(String name) {
        return known.containsKey(name);
    }

    /** The unfinished jobs and tasks of this name. */
    List<WorkItem> unfinished(String name) {
        Object entry = known.get(name);
        if (entry instanceof Shared shared) {
            return new ArrayList<>(shared.unfinished);
        }
        return entry instanceof WorkItem member ? List.of(member) : List.of();
    }

    /** Why a job or task of this name did not succeed; null if all known ones did. */
    @Nullable
    Failure failure(String name) {
        Object entry = known.get(name);
        if (entry instanceof Shared shared) {
            return shared.failure;
        }
        return entry instanceof Ended ended ? ended.failure : null;
    }

    /** The round is over. */
    void clear() {
        known.clear();
        completed.clear();
    }
}
