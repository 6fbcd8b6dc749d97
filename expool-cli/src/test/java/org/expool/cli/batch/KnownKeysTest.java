package org.expool.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.expool.PoolProvider;
import org.expool.cli.read.Diagnostics;
import org.expool.cli.read.Diagnostics.Diagnostic;
import org.expool.cli.trace.TraceReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys that a mapping may have are learned from its reader: always all of them, whatever else is wrong. */
class KnownKeysTest {

    private static final PoolProvider NO_POOLS = settings -> {
        throw new AssertionError("reading makes no pool");
    };

    private static final String UNKNOWN = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";
    private static final String PREFIX = "unknown key '" + UNKNOWN + "'; known here: ";
    private static final List<String> VALUES = List.of("[[]]", "{a: 1}", "x", "-1", "1", "1s", "true", "''");

    private static Diagnostics read(String document) {
        Diagnostics found = new Diagnostics();
        new BatchReader(NO_POOLS.builder(), new Outputs(false, false), found).read(document, Format.YAML);
        return found;
    }

    private static Set<String> known(Diagnostics found) {
        List<String> lists = found.sorted().stream()
                .map(Diagnostic::message)
                .filter(message -> message.contains(PREFIX))
                .map(message -> message.substring(message.indexOf(PREFIX) + PREFIX.length()))
                .toList();
        assertThat(lists).as("%s", found.sorted()).hasSize(1);
        return Set.of(lists.get(0).split(", "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{HERE}",
                "pool: {HERE}",
                "pool: {affinity: {HERE}}",
                "pool: {categories: {c: {HERE}}}",
                "pool: {providers: {HERE}}",
                "pool: {resources: {gpu: {HERE}}}",
                "tasks: [{HERE}]",
                "tasks: [{name: twice}, {name: twice, HERE}]",
                "tasks: [{name: t, stdout: {HERE}}]",
                "jobs: [{HERE}]",
                "jobs: [{cpus: 1, cores: 1, HERE}]",
                "jobs: [{command: [x], stdout: {HERE}}]",
                "jobs: [{stderr: {HERE}}]",
                "jobs: [{retry: {HERE}}]",
                "jobs: [{retryMemory: {HERE}}]",
                "jobs: [{warning: {HERE}}]",
            })
    void areTheSameWhateverElseIsWrong(String document) {
        Set<String> keys = known(read(document.replace("HERE", UNKNOWN + ": 1")));
        for (String key : keys) {
            for (String value : VALUES) {
                String content = UNKNOWN + ": 1" + (document.contains(key + ": ") ? "" : ", " + key + ": " + value);
                Diagnostics found = read(document.replace("HERE", content));
                assertThat(known(found)).as(content).isEqualTo(keys);
                assertThat(found.sorted())
                        .extracting(Diagnostic::message)
                        .noneMatch(message -> message.contains("unknown key '" + key + "'"));
            }
        }
    }

    @Test
    void areTheSameInTraces() throws IOException {
        List<Set<String>> all = new ArrayList<>();
        for (String rest : List.of("", ", \"seconds\": 1", ", \"profile\": []", ", \"peakMemoryBytes\": -1")) {
            Diagnostics found = new Diagnostics();
            String line = "{\"" + UNKNOWN + "\": 1" + rest + "}";
            new TraceReader(1, found).read(new BufferedReader(new StringReader(line)));
            all.add(known(found));
        }
        assertThat(all)
                .containsOnly(Set.of(
                        "name",
                        "category",
                        "size",
                        "seconds",
                        "peakMemoryBytes",
                        "profile",
                        "memory",
                        "memoryFixed",
                        "cpus"));
    }
}
