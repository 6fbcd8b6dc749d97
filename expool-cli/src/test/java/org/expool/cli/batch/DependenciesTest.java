package org.expool.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.expool.PoolProvider;
import org.expool.cli.read.Diagnostics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DependenciesTest {

    private static final PoolProvider NO_POOLS = settings -> {
        throw new AssertionError("reading makes no pool");
    };

    private static List<String> diagnosticsOf(String text, Format format) {
        Diagnostics found = new Diagnostics();
        new BatchReader(NO_POOLS.builder(), new Outputs(false, false), found).read(text, format);
        return found.sorted().stream()
                .map(each -> each.line() + ": " + each.message())
                .toList();
    }

    private static List<String> diagnosticsOf(String yaml) {
        return diagnosticsOf(yaml, Format.YAML);
    }

    @Test
    void namesMayStandInAnyOrderAndMeanJobsAndTasks() {
        assertThat(diagnosticsOf("""
                tasks: [{name: late, after: early}, {name: early}, {name: empty, after: [late, one]}]
                jobs:
                  - {name: last, after: [late, one, two, empty]}
                  - {name: one, task: late}
                  - {name: two, task: early, after: three}
                  - {name: three}
                  - {name: two, after: three}
                """)).isEmpty();
    }

    @Test
    void reportsNamesThatAreNotThere() {
        assertThat(diagnosticsOf("""
                tasks: [{name: early}, {name: late,
                  after: earyl}]
                jobs:
                  - {name: pack}
                  - name: send
                    after:
                    - pack
                    - pakc
                    - elsewhere
                """))
                .containsExactly(
                        "2: after: there is no job or task 'earyl'; did you mean 'early'?",
                        "8: after: there is no job or task 'pakc'; did you mean 'pack'?",
                        "9: after: there is no job or task 'elsewhere'");
    }

    @Test
    void checksAlsoWhatSomethingWithOtherFaultsWaitsFor() {
        assertThat(diagnosticsOf("""
                jobs:
                  - {name: pack, timeout: soon, after: [send, sned]}
                  - {name: send, after: pack}
                """))
                .hasSize(2)
                .contains("2: after: there is no job or task 'sned'; did you mean 'send'?");
    }

    @Test
    void knowsTheNameOfWhatHasOtherFaults() {
        assertThat(diagnosticsOf("""
                jobs:
                  - {name: pack, timeout: soon}
                  - {command: [sort], size: big}
                  - {name: send, after: [pack, sort]}
                """)).hasSize(2).noneMatch(line -> line.contains("after"));
    }

    @Test
    void tellsWhatWaitsForItself() {
        assertThat(diagnosticsOf("""
                jobs:
                  - {name: b, after: c}
                  - {name: free}
                  - {name: c, after: [free, a]}
                  - {name: a, after: b}
                  - {name: behind, after: a}
                """)).containsExactly("2: after: 'b' waits for 'c' waits for 'a' waits for 'b'");
        assertThat(diagnosticsOf("jobs: [{name: a, after: a}]"))
                .containsExactly("1: after: nothing can run after itself");
        assertThat(diagnosticsOf("jobs:\n- {name: a, after: b}\n- {name: b, after: a}\n- {name: c, after: d}\n"
                        + "- {name: d, after: c}"))
                .hasSize(2);
    }

    @Test
    void tellsAJobThatWaitsForItsOwnTask() {
        assertThat(diagnosticsOf("""
                tasks: [{name: top}, {name: low, parent: top}]
                jobs:
                  - {name: a, task: low, after: top}
                """)).containsExactly("3: after: 'a' waits for task 'top' with task 'low' with 'a'");
        assertThat(diagnosticsOf("jobs: [{name: a, task: t, after: t}]"))
                .containsExactly("1: after: 'a' waits for task 't' with 'a'");
    }

    @Test
    void tellsATaskThatWaitsForItsOwnMember() {
        assertThat(diagnosticsOf("""
                tasks:
                  - {name: top, after: a}
                  - {name: low, parent: top}
                jobs:
                  - {name: a, task: low}
                """)).containsExactly("2: after: 'a' of task 'low' of task 'top' waits for 'a'");
        assertThat(diagnosticsOf("""
                tasks: [{name: s,
                  after: t}, {name: t, after: s}]
                jobs: [{name: a, task: s}, {name: b, task: t}]
                """))
                .containsExactly(
                        "2: after: 'a' of task 's' waits for task 't' with 'b' of task 't' waits for task 's' with 'a'");
        assertThat(diagnosticsOf("tasks: [{name: s, after: s}]"))
                .containsExactly("1: after: nothing can run after itself");
    }

    @Test
    void appliesToLinesToo() {
        assertThat(diagnosticsOf(
                        "{\"name\": \"a\", \"after\": \"b\"}\n{\"name\": \"b\", \"after\": [\"a\", \"x\"]}\n",
                        Format.JSON_LINES))
                .containsExactly("1: after: 'a' waits for 'b' waits for 'a'", "2: after: there is no job or task 'x'");
    }

    @Test
    void takesChainsAndFansOfAnyLength() {
        StringBuilder batch = new StringBuilder("jobs:\n");
        for (int i = 0; i < 100_000; i++) {
            batch.append("- {name: j")
                    .append(i)
                    .append(", after: j")
                    .append(i + 1)
                    .append("}\n");
        }
        assertThat(diagnosticsOf(batch + "- {name: j100000}\n")).isEmpty();
        assertThat(diagnosticsOf(batch + "- {name: j100000, after: j0}\n"))
                .singleElement()
                .asString()
                .startsWith("2: after: 'j0' waits for 'j1' waits for ")
                .endsWith(" ... waits for 'j0'")
                .hasSizeLessThan(400);

        StringBuilder fans = new StringBuilder("jobs:\n");
        for (int i = 0; i < 10_000; i++) {
            fans.append("- {name: wide}\n- {name: narrow, after: wide}\n- {name: u")
                    .append(i)
                    .append(", after: w")
                    .append(i)
                    .append("}\n");
        }
        assertThat(diagnosticsOf(fans.toString())).hasSize(10_000);
    }
}
