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
import org.expool.cli.read.Diagnostics.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one mapping by key; errors become diagnostics with their lines. The known keys are those that the
 * reader asks for: {@link #read(Node.Mapping, Diagnostics, Function)} and {@link #within} report all others when the
 * reader is done. A reader therefore asks for every key before it decides anything. Not thread-safe.
 */
public final class Fields {

    /** The path of keys to this mapping, each followed by a dot; empty at the top. */
    private final String prefix;

    /** The line of the key whose value this mapping is; at the top, of the mapping. */
    private final int line;

    private final Node.Mapping mapping;
    private final Diagnostics diagnostics;
    private final Set<String> known = new LinkedHashSet<>();

    private Fields(String prefix, int line, Node.Mapping mapping, Diagnostics diagnostics) {
        this.prefix = prefix;
        this.line = line;
        this.mapping = mapping;
        this.diagnostics = diagnostics;
    }

    /**
     * Reads a mapping, and reports the keys that the reader did not ask for.
     *
     * @param mapping the input
     * @param diagnostics receives the errors
     * @param reader asks for every key that the mapping may have
     */
    public static <T> T read(Node.Mapping mapping, Diagnostics diagnostics, Function<Fields, T> reader) {
        return new Fields("", mapping.line(), mapping, diagnostics).readAll(reader);
    }

    /** Reads some keys of a mapping; ignores the others, and all errors. */
    public static <T> T peek(Node.Mapping mapping, Function<Fields, T> reader) {
        return reader.apply(new Fields("", mapping.line(), mapping, new Diagnostics()));
    }

    /** Reads the mapping that is the value of a key; empty if it is absent, null or something else. */
    public <T> Optional<T> within(String key, Function<Fields, Optional<T>> reader) {
        return get(key, Values::mapping)
                .flatMap(inner -> new Fields(prefix + key + ".", lineOf(key), inner, diagnostics).readAll(reader));
    }

    /** The same for a reader without a result. */
    public void readWithin(String key, Consumer<Fields> reader) {
        within(key, fields -> {
            reader.accept(fields);
            return Optional.empty();
        });
    }

    private <T> T readAll(Function<Fields, T> reader) {
        int before = diagnostics.size();
        T result = reader.apply(this);
        diagnostics.insert(before, unknownKeys());
        return result;
    }

    private List<Diagnostic> unknownKeys() {
        List<Diagnostic> unknown = new ArrayList<>();
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                String hint = DidYouMean.to(key, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElseGet(() -> "known here: " + String.join(", ", known));
                unknown.add(new Diagnostic(entry.line(), where() + "unknown key '" + key + "'; " + hint));
            }
        });
        return unknown;
    }

    private String where() {
        return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1) + ": ";
    }

    /** The keys that the reader has asked for so far, in that order. */
    public List<String> known() {
        return List.copyOf(known);
    }

    public boolean isMapping(String key) {
        Node.Entry entry = ask(key);
        return entry != null && entry.value() instanceof Node.Mapping;
    }

    /** Whether a key is absent or its value null. */
    public boolean isNull(String key) {
        Node.Entry entry = ask(key);
        return entry == null || entry.value().isNull();
    }

    /** All keys that the mapping has, in their order. */
    public Collection<String> keys() {
        return mapping.entries().keySet();
    }

    /** Reports an error in the value of a key. */
    public void error(String key, String message) {
        diagnostics.add(lineOf(key), prefix + key + ": " + message);
    }

    /** Reports an error in the mapping as a whole. */
    public void error(String message) {
        diagnostics.add(line, where() + message);
    }

    /** Passes on the value of a key, unless it is absent, null or invalid. */
    public <T> void read(String key, Value<T> kind, Consumer<T> use) {
        get(key, kind)
                .ifPresent(value -> attempt(() -> {
                    use.accept(value);
                    return value;
                }));
    }

    /** The value of a key; empty if it is absent, null or invalid. */
    public <T> Optional<T> get(String key, Value<T> kind) {
        Node.Entry entry = ask(key);
        if (entry == null || entry.value().isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(kind.read(entry.value()));
        } catch (BadValueException e) {
            diagnostics.add(e.line(), prefix + key + ": " + e.getMessage());
        } catch (InvalidSettingsException e) {
            e.problems().forEach(this::error);
        }
        return Optional.empty();
    }

    private Node.@Nullable Entry ask(String key) {
        known.add(key);
        return mapping.entries().get(key);
    }

    /** The result of an action; empty if its settings are invalid, which is reported. */
    public <T> Optional<T> attempt(Supplier<T> action) {
        try {
            return Optional.of(action.get());
        } catch (InvalidSettingsException e) {
            e.problems().forEach(this::error);
            return Optional.empty();
        }
    }

    /** The same, with all problems reported at one key. */
    public <T> Optional<T> attempt(String key, Supplier<T> action) {
        try {
            return Optional.of(action.get());
        } catch (InvalidSettingsException e) {
            e.problems().forEach(problem -> error(key, problem.message()));
            return Optional.empty();
        }
    }

    /** The line of the key whose value this mapping is; at the top, of the mapping. */
    public int line() {
        return line;
    }

    /** The line of a key; that of the mapping itself if the key is absent. */
    public int lineOf(String key) {
        Node.Entry entry = mapping.entries().get(key);
        return entry == null ? mapping.line() : entry.line();
    }

    private void error(Problem problem) {
        String setting = problem.setting();
        String key = setting.startsWith(prefix) ? setting.substring(prefix.length()) : setting;
        int dot = key.indexOf('.');
        int line = dot < 0 ? lineOf(key) : lineOfPart(key.substring(0, dot), key.substring(dot + 1));
        diagnostics.add(line, setting + ": " + problem.message());
    }

    private int lineOfPart(String key, String part) {
        Node.Entry whole = mapping.entries().get(key);
        Node.Entry inner = whole != null && whole.value() instanceof Node.Mapping parts
                ? parts.entries().get(part)
                : null;
        return inner == null ? lineOf(key) : inner.line();
    }
}
