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
 * The jobs and tasks of the round by name. One that is unfinished is always known; of those that are over the last
 * {@link #REMEMBERED} are, each as little more than its name, so that a pool that is never joined does not grow without
 * end. A name may be shared; the usual name, of one job, costs one entry of a map.
 */
final class Names {

    static final int REMEMBERED = 100_000;

    /** What is known of one name that is not that of one unfinished member alone. */
    private static final class Shared {
        private final Set<Member> unfinished = new LinkedHashSet<>();
        private int over;
        private @Nullable Failure failure;
    }

    /** A {@link Member}, or {@link Shared}. */
    private final Map<String, Object> known = new HashMap<>();

    private final Deque<String> over = new ArrayDeque<>();

    void add(Member member) {
        Object before = known.putIfAbsent(member.name(), member);
        if (before != null) {
            share(member.name(), before).unfinished.add(member);
        }
    }

    /** Takes back an addition. */
    void withdraw(Member member) {
        Object entry = known.get(member.name());
        if (entry instanceof Shared shared) {
            shared.unfinished.remove(member);
            if (shared.unfinished.isEmpty() && shared.over == 0) {
                known.remove(member.name());
            }
        } else {
            known.remove(member.name(), member);
        }
    }

    void over(Member member) {
        Object entry = known.get(member.name());
        if (entry == null) {
            return;
        }
        Shared shared = share(member.name(), entry);
        shared.unfinished.remove(member);
        shared.over++;
        if (shared.failure == null && member.failure != null) {
            shared.failure = member.failure;
        }
        over.add(member.name());
        if (over.size() > REMEMBERED) {
            forget(over.remove());
        }
    }

    private Shared share(String name, Object entry) {
        if (entry instanceof Shared shared) {
            return shared;
        }
        Shared shared = new Shared();
        shared.unfinished.add((Member) entry);
        known.put(name, shared);
        return shared;
    }

    private void forget(String name) {
        if (known.get(name) instanceof Shared shared && --shared.over == 0 && shared.unfinished.isEmpty()) {
            known.remove(name);
        }
    }

    boolean knows(String name) {
        return known.containsKey(name);
    }

    /** Those of this name that are not over. */
    List<Member> unfinished(String name) {
        Object entry = known.get(name);
        if (entry instanceof Shared shared) {
            return new ArrayList<>(shared.unfinished);
        }
        return entry == null ? List.of() : List.of((Member) entry);
    }

    /** Why one of this name did not succeed; null if none is known that did not. */
    @Nullable
    Failure failure(String name) {
        return known.get(name) instanceof Shared shared ? shared.failure : null;
    }

    /** The round is over. */
    void clear() {
        known.clear();
        over.clear();
    }
}
