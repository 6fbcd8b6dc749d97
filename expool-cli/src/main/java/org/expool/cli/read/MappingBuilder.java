package org.expool.cli.read;

import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the entries of a mapping and reports duplicate keys. Not thread-safe. */
final class MappingBuilder {

    private final int line;
    private final Diagnostics diagnostics;
    private final Map<String, Node.Entry> entries = new LinkedHashMap<>();

    MappingBuilder(int line, Diagnostics diagnostics) {
        this.line = line;
        this.diagnostics = diagnostics;
    }

    void add(String key, int keyLine, Node value) {
        Node.Entry first = entries.putIfAbsent(key, new Node.Entry(keyLine, value));
        if (first != null) {
            diagnostics.add(keyLine, "the key '" + key + "' was given before, on line " + first.line());
        }
    }

    Node.Mapping build() {
        return new Node.Mapping(line, entries);
    }
}
