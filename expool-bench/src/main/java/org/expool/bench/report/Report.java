package org.expool.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The results of one benchmark. Immutable and thread-safe.
 *
 * @param bench its name
 * @param machine the facts of the host, by name
 * @param tables what was measured
 * @param notes what a reader must know to judge them: what was left out, and why
 */
public record Report(String bench, Map<String, String> machine, List<Table> tables, List<String> notes) {

    public Report {
        tables = List.copyOf(tables);
        notes = List.copyOf(notes);
    }

    /** For people to read. */
    public String text() {
        String facts = machine.entrySet().stream()
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining(", "));
        return Stream.concat(
                        Stream.concat(Stream.of(facts + '\n'), tables.stream().map(Table::text)),
                        notes.stream().map(note -> "note: " + note + '\n'))
                .collect(Collectors.joining("\n"));
    }

    /** For programs: an object a line, first the host, then each row, then each note. */
    public String json() {
        Stream<String> first = Stream.of(object("machine", "", machine));
        Stream<String> rows =
                tables.stream().flatMap(table -> table.rows().stream().map(row -> object("row", table.title(), row)));
        Stream<String> last = notes.stream().map(note -> object("note", "", Map.of("note", note)));
        return Stream.concat(Stream.concat(first, rows), last).collect(Collectors.joining());
    }

    private String object(String kind, String title, Map<String, ?> values) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("schema", "expool/bench/v1");
        members.put("bench", bench);
        members.put("kind", kind);
        if (!title.isEmpty()) {
            members.put("table", title);
        }
        members.putAll(values);
        return members.entrySet().stream()
                .map(member -> Figures.json(member.getKey()) + ":" + Figures.json(member.getValue()))
                .collect(Collectors.joining(",", "{", "}\n"));
    }
}
