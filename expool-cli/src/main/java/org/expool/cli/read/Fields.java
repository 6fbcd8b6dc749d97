package org.expool.cli.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.expool.InvalidSettingsException;
import org.expool.Problem;
import org.expool.cli.read.Diagnostics.Complaint;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one mapping by key; what is wrong becomes a complaint with its line. The known keys are those that
 * the reader asks for: {@link #read(Node.Mapping, Diagnostics, Function)} and {@link #within} complain about all others
 * when the reader is done. A reader therefore asks for every key before it decides anything. Not thread-safe.
 */
public final class Fields {

    /** The keys that lead to this mapping, each with a dot behind it; empty at the top. */
    private final String prefix;

    /** The line of the key of which this mapping is the value; at the top, of the mapping. */
    private final int line;

    private final Node.Mapping mapping;
    private final Diagnostics complaints;
    private final Set<String> known = new LinkedHashSet<>();

    private Fields(String prefix, int line, Node.Mapping mapping, Diagnostics complaints) {
        this.prefix = prefix;
        this.line = line;
        this.mapping = mapping;
        this.complaints = complaints;
    }

    /**
     * Reads a mapping, and complains about the keys that the reader did not ask for.
     *
     * @param mapping what to read
     * @param complaints where to put what is wrong
     * @param reader asks for every key that the mapping may have
     */
    public static <T> T read(Node.Mapping mapping, Diagnostics complaints, Function<Fields, T> reader) {
        return new Fields("", mapping.line(), mapping, complaints).readAll(reader);
    }

    /** Reads some keys of a mapping; the others may be anything, and nothing is complained about. */
    public static <T> T peek(Node.Mapping mapping, Function<Fields, T> reader) {
        return reader.apply(new Fields("", mapping.line(), mapping, new Diagnostics()));
    }

    /** What a reader makes of the mapping that is the value of a key; empty if it is absent, null or something else. */
    public <T> Optional<T> within(String key, Function<Fields, Optional<T>> reader) {
        return get(key, Values::mapping)
                .flatMap(inner -> new Fields(prefix + key + ".", lineOf(key), inner, complaints).readAll(reader));
    }

    /** The same for a reader that makes nothing. */
    public void readWithin(String key, Consumer<Fields> reader) {
        within(key, fields -> {
            reader.accept(fields);
            return Optional.empty();
        });
    }

    private <T> T readAll(Function<Fields, T> reader) {
        int before = complaints.size();
        T result = reader.apply(this);
        complaints.insert(before, unknownKeys());
        return result;
    }

    private List<Complaint> unknownKeys() {
        List<Complaint> unknown = new ArrayList<>();
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                String hint = DidYouMean.to(key, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElseGet(() -> "known here: " + String.join(", ", known));
                unknown.add(new Complaint(entry.line(), where() + "unknown key '" + key + "'; " + hint));
            }
        });
        return unknown;
    }

    private String where() {
        return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1) + ": ";
    }

    /** The keys that were asked for so far, in that order. */
    public List<String> known() {
        return List.copyOf(known);
    }

    /** Whether the value of a key is a mapping. */
    public boolean isMapping(String key) {
        Node.Entry entry = ask(key);
        return entry != null && entry.value() instanceof Node.Mapping;
    }

    /** Whether there is nothing at a key. */
    public boolean isNull(String key) {
        Node.Entry entry = ask(key);
        return entry == null || entry.value().isNull();
    }

    /** All keys that the mapping has, in their order. */
    public Collection<String> keys() {
        return mapping.entries().keySet();
    }

    /** Adds a complaint about the value of a key. */
    public void complain(String key, String message) {
        complaints.add(lineOf(key), prefix + key + ": " + message);
    }

    /** Adds a complaint about the mapping as a whole. */
    public void complain(String message) {
        complaints.add(line, where() + message);
    }

    /** Passes the value of a key on, unless it is absent, null or wrong. */
    public <T> void read(String key, Value<T> kind, Consumer<T> use) {
        get(key, kind)
                .ifPresent(value -> attempt(() -> {
                    use.accept(value);
                    return value;
                }));
    }

    /** The value of a key; empty if it is absent, null or wrong, also if it makes invalid settings. */
    public <T> Optional<T> get(String key, Value<T> kind) {
        Node.Entry entry = ask(key);
        if (entry == null || entry.value().isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(kind.read(entry.value()));
        } catch (BadValueException e) {
            complaints.add(e.line(), prefix + key + ": " + e.getMessage());
        } catch (InvalidSettingsException e) {
            e.problems().forEach(this::complain);
        }
        return Optional.empty();
    }

    private Node.@Nullable Entry ask(String key) {
        known.add(key);
        return mapping.entries().get(key);
    }

    /** What the action makes; empty if it finds its settings invalid, which becomes complaints. */
    public <T> Optional<T> attempt(Supplier<T> action) {
        try {
            return Optional.of(action.get());
        } catch (InvalidSettingsException e) {
            e.problems().forEach(this::complain);
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

    /** The line of the key of which this mapping is the value; at the top, of the mapping. */
    public int line() {
        return line;
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
