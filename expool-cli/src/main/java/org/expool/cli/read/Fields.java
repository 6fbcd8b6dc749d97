package org.expool.cli.read;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.expool.InvalidSettingsException;
import org.expool.Problem;

/** Reads the values of one mapping by key; what is wrong becomes a complaint with its line. Not thread-safe. */
public final class Fields {

    /** The keys that lead to this mapping, each with a dot behind it; empty at the top. */
    private final String prefix;

    private final Node.Mapping mapping;
    private final Diagnostics complaints;

    /**
     * Complains about keys that are not known.
     *
     * @param mapping what to read
     * @param known all keys it may have
     * @param complaints where to put what is wrong
     */
    public Fields(Node.Mapping mapping, Collection<String> known, Diagnostics complaints) {
        this("", mapping, complaints);
        only(known);
    }

    private Fields(String prefix, Node.Mapping mapping, Diagnostics complaints) {
        this.prefix = prefix;
        this.mapping = mapping;
        this.complaints = complaints;
    }

    /** Complains about keys that are not known. */
    public Fields only(Collection<String> known) {
        String where = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1) + ": ";
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                String hint = DidYouMean.to(key, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElseGet(() -> "known here: " + String.join(", ", known));
                complaints.add(entry.line(), where + "unknown key '" + key + "'; " + hint);
            }
        });
        return this;
    }

    /** The mapping that is the value of a key, of any keys; empty if it is absent, null or something else. */
    public Optional<Fields> within(String key) {
        return get(key, Values::mapping).map(inner -> new Fields(prefix + key + ".", inner, complaints));
    }

    /** Whether the value of a key is a mapping. */
    public boolean isMapping(String key) {
        Node.Entry entry = mapping.entries().get(key);
        return entry != null && entry.value() instanceof Node.Mapping;
    }

    /** Whether there is nothing at a key. */
    public boolean isNull(String key) {
        Node.Entry entry = mapping.entries().get(key);
        return entry == null || entry.value().isNull();
    }

    /** All keys, in their order. */
    public Collection<String> keys() {
        return mapping.entries().keySet();
    }

    /** Complains about the value of a key. */
    public void complain(String key, String message) {
        complaints.add(lineOf(key), prefix + key + ": " + message);
    }

    /** Passes the value of a key on, unless it is absent, null or wrong. */
    public <T> void read(String key, Value<T> kind, Consumer<T> use) {
        get(key, kind)
                .ifPresent(value -> attempt(() -> {
                    use.accept(value);
                    return value;
                }));
    }

    /** The value of a key; empty if it is absent, null or wrong. */
    public <T> Optional<T> get(String key, Value<T> kind) {
        Node.Entry entry = mapping.entries().get(key);
        if (entry == null || entry.value().isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(kind.read(entry.value()));
        } catch (BadValueException e) {
            complaints.add(e.line(), prefix + key + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** What the action makes; empty if it finds its settings invalid, which becomes complaints. */
    public <T> Optional<T> attempt(Supplier<T> action) {
        try {
            return Optional.of(action.get());
        } catch (InvalidSettingsException e) {
            List<Problem> problems = e.problems();
            problems.forEach(this::complain);
            return Optional.empty();
        }
    }

    /** The same, where all settings come from one key. */
    public <T> Optional<T> attempt(String key, Supplier<T> action) {
        try {
            return Optional.of(action.get());
        } catch (InvalidSettingsException e) {
            e.problems().forEach(problem -> complain(key, problem.message()));
            return Optional.empty();
        }
    }

    /** The line of a key; that of the mapping itself if the key is absent. */
    public int lineOf(String key) {
        Node.Entry entry = mapping.entries().get(key);
        return entry == null ? mapping.line() : entry.line();
    }

    private void complain(Problem problem) {
        String setting = problem.setting();
        String key = setting.startsWith(prefix) ? setting.substring(prefix.length()) : setting;
        int dot = key.indexOf('.');
        int line = dot < 0 ? lineOf(key) : lineOfPart(key.substring(0, dot), key.substring(dot + 1));
        complaints.add(line, setting + ": " + problem.message());
    }

    private int lineOfPart(String key, String part) {
        Node.Entry whole = mapping.entries().get(key);
        boolean known = whole != null
                && whole.value() instanceof Node.Mapping parts
                && parts.entries().containsKey(part);
        return known ? ((Node.Mapping) whole.value()).entries().get(part).line() : lineOf(key);
    }
}
