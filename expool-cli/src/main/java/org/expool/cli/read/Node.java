package org.expool.cli.read;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of a document, whatever its format, that knows on which line it stands. Immutable and thread-safe. */
public sealed interface Node {

    /** The line of its beginning, from 1. */
    int line();

    /** What it is, in words for a message. */
    String describe();

    /** Whether it is an explicit nothing, which counts as absent. */
    default boolean isNull() {
        return this instanceof Scalar scalar && scalar.type() == Type.NULL;
    }

    /** What a plain scalar means; a quoted one is a text. */
    enum Type {
        /** Anything else. */
        TEXT,
        /** An integer or decimal number. */
        NUMBER,
        /** True or false. */
        BOOLEAN,
        /** Nothing. */
        NULL
    }

    /**
     * A single value.
     *
     * @param line from 1
     * @param text as written, without quotes and escapes
     * @param type what it means if it was not quoted
     */
    record Scalar(int line, String text, Type type) implements Node {

        private static final int LONGEST_QUOTE = 40;

        @Override
        public String describe() {
            if (type == Type.NULL) {
                return "nothing";
            }
            return "'" + (text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text) + "'";
        }
    }

    /**
     * A list.
     *
     * @param line from 1
     * @param items in their order
     */
    record Sequence(int line, List<Node> items) implements Node {

        /** Copies the list. */
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String describe() {
            return "a list";
        }
    }

    /**
     * Values by key.
     *
     * @param line from 1
     * @param entries in their order
     */
    record Mapping(int line, Map<String, Entry> entries) implements Node {

        /** Copies the map. */
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String describe() {
            return "a mapping";
        }
    }

    /**
     * One value of a mapping.
     *
     * @param line of the key, from 1
     * @param value the value
     */
    record Entry(int line, Node value) {}
}
