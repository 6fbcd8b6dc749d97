package org.expool.cli.read;

import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the entries of a mapping and complains about keys that come twice. Not thread-safe. */
final class MappingBuilder {

    private final int line;
    private final Diagnostics complaints;
    private final Map<String, Node.Entry> entries = new LinkedHashMap<>();

    MappingBuilder(int line, Diagnostics complaints) {
        this.line = line;
        this.complaints = complaints;
    }

    void add(String key, int keyLine, Node value) {
        Node.Entry first = entries.putIfAbsent(key, new Node.Entry(keyLine, value));
        if (first != null) {
            complaints.add(keyLine, "the key '" + key + "' was given before, on line " + first.line());
        }
    }

    Node.Mapping build() {
        return new Node.Mapping(line, entries);
    }
}
