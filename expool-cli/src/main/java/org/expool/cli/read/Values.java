package org.expool.cli.read;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.expool.MemorySize;

/** The kinds of values in a batch, as method references for {@link Value}. Stateless. */
public final class Values {

    private Values() {}

    /** Any single value, as written: {@code 1.50} is the text 1.50. */
    public static String text(Node node) throws BadValueException {
        if (node instanceof Node.Scalar scalar && !scalar.isNull()) {
            return scalar.text();
        }
        throw expected("a single value", node);
    }

    /** True or false. */
    public static boolean flag(Node node) throws BadValueException {
        if (node instanceof Node.Scalar scalar && scalar.type() == Node.Type.BOOLEAN) {
            return Boolean.parseBoolean(scalar.text());
        }
        throw expected("true or false", node);
    }

    /** A whole number. */
    public static int count(Node node) throws BadValueException {
        try {
            return Integer.parseInt(numeral(node, "a whole number"));
        } catch (NumberFormatException e) {
            throw expected("a whole number", node);
        }
    }

    /** A number with or without a fraction. */
    public static double number(Node node) throws BadValueException {
        try {
            return Double.parseDouble(numeral(node, "a number"));
        } catch (NumberFormatException e) {
            throw expected("a number", node);
        }
    }

    /** A duration: {@code 700ms}, {@code 1.5s}, {@code 3m}, {@code 1h}, {@code 1d} or plain seconds. */
    public static Duration duration(Node node) throws BadValueException {
        Optional<Duration> duration =
                node instanceof Node.Scalar scalar ? DurationText.parse(scalar.text()) : Optional.empty();
        return duration.orElseThrow(() -> expected(DurationText.EXPECTED, node));
    }

    /** A size: plain bytes or a number with a binary unit. */
    public static MemorySize size(Node node) throws BadValueException {
        try {
            return MemorySize.parse(text(node));
        } catch (IllegalArgumentException e) {
            throw new BadValueException(node.line(), String.valueOf(e.getMessage()));
        }
    }

    /** A path, relative to the caller's directory. */
    public static Path path(Node node) throws BadValueException {
        try {
            return Path.of(text(node));
        } catch (InvalidPathException e) {
            throw new BadValueException(node.line(), "not a path: " + e.getReason());
        }
    }

    /** The words of a command. */
    public static List<String> words(Node node) throws BadValueException {
        if (!(node instanceof Node.Sequence sequence)) {
            throw expected("a list of words, as in [sort, -n, file]; for a shell line write [sh, -c, '...']", node);
        }
        List<String> words = new ArrayList<>();
        for (Node item : sequence.items()) {
            if (!(item instanceof Node.Scalar) || item.isNull()) {
                throw expected("a word, in quotes if need be", item);
            }
            words.add(text(item));
        }
        return words;
    }

    /** One name, or a list of names. */
    public static List<String> names(Node node) throws BadValueException {
        if (node instanceof Node.Scalar) {
            return List.of(text(node));
        }
        List<String> names = new ArrayList<>();
        for (Node item : list(node, "a name or a list of names")) {
            names.add(text(item));
        }
        return names;
    }

    /** Texts by name; those that are null are left out. */
    public static Map<String, String> texts(Node node) throws BadValueException {
        if (!(node instanceof Node.Mapping mapping)) {
            throw expected("names with values, as in {LANG: C}", node);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, Node.Entry> entry : mapping.entries().entrySet()) {
            if (!entry.getValue().value().isNull()) {
                texts.put(entry.getKey(), text(entry.getValue().value()));
            }
        }
        return texts;
    }

    /** The same, but each name needs a value: null could mean empty or unset. */
    public static Map<String, String> variables(Node node) throws BadValueException {
        if (node instanceof Node.Mapping mapping) {
            for (Map.Entry<String, Node.Entry> entry : mapping.entries().entrySet()) {
                Node value = entry.getValue().value();
                if (value.isNull()) {
                    throw expected("a value for '" + entry.getKey() + "' ('' for an empty one)", value);
                }
            }
        }
        return texts(node);
    }

    public static List<Node> list(Node node) throws BadValueException {
        return list(node, "a list");
    }

    private static List<Node> list(Node node, String what) throws BadValueException {
        if (node instanceof Node.Sequence sequence) {
            return sequence.items();
        }
        throw expected(what, node);
    }

    /** The keys and values of a mapping. */
    public static Node.Mapping mapping(Node node) throws BadValueException {
        if (node instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw expected("keys with values, as in {name: nets}", node);
    }

    private static String numeral(Node node, String what) throws BadValueException {
        if (node instanceof Node.Scalar scalar && scalar.type() == Node.Type.NUMBER) {
            return scalar.text();
        }
        throw expected(what, node);
    }

    private static BadValueException expected(String what, Node found) {
        return new BadValueException(found.line(), "expected " + what + ", not " + found.describe());
    }
}
