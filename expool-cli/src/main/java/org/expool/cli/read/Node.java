package org.expool.cli.read;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A node of a document of any format, with its line. Immutable and thread-safe. */
public sealed interface Node {

    /** Its first line, from 1. */
    int line();

    /** A description for messages. */
    String describe();

    /** Whether it is an explicit null, which counts as absent. */
    default boolean isNull() {
        return this instanceof Scalar scalar && scalar.type() == Type.NULL;
    }

    /** The type of a plain scalar; a quoted one is a text. */
    enum Type {
        /** Anything else. */
        TEXT,
        /** An integer or decimal number. */
        NUMBER,
        /** True or false. */
        BOOLEAN,
        NULL
    }

    /**
     * A single value.
     *
     * @param line from 1
     * @param text as written, without quotes and escapes
     * @param type its type; a quoted one is a text
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
