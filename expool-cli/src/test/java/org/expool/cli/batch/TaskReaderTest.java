package org.expool.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.expool.Job;
import org.expool.Output;
import org.expool.Task;
import org.junit.jupiter.api.Test;

/** Tasks in batches: listed, or made by the jobs that name them. */
class TaskReaderTest extends BatchReading {

    @Test
    void readsTasksInTheOrderOfTheirMaking() {
        Batch batch = new BatchReader(pool, PLAIN, diagnostics).read("""
                tasks:
                  - {name: low, parent: top, timeout: 3s, params: {k: 1}, after: first}
                  - {name: top, stdout: log, params: {k: 0, m: 2}}
                  - {name: first}
                jobs: [{name: a, task: low}]
                """, Format.YAML);

        assertThat(diagnostics()).isEmpty();
        assertThat(batch.tasks()).extracting(Task::name).containsExactly("top", "low", "first");
        Task low = batch.tasks().get(1);
        assertThat(low.path()).isEqualTo("top/low");
        assertThat(low.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(low.params()).isEqualTo(Map.of("k", "1", "m", "2"));
        assertThat(low.after()).containsExactly("first");
        assertThat(low.stdout()).isEqualTo(Output.appendTo(Path.of("log")));
        assertThat(batch.jobs().get(0).task()).isSameAs(low);
    }

    @Test
    void checksTheListOfTasks() {
        read("""
                tasks:
                  - {name: a, parent: b}
                  - {name: b, parent: a}
                  - {name: a}
                  - {name: loose, parent: bb, timeout: 3s}
                  - {parent: a}
                jobs:
                  - {command: ['true'], task: loos}
                  - {command: ['true'], task: loose}
                """, Format.YAML);

        assertThat(diagnostics())
                .containsExactly(
                        "2: parent: the task 'a' would be its own ancestor",
                        "3: parent: the task 'b' would be its own ancestor",
                        "4: the task 'a' is in the list already",
                        "5: parent: 'bb' is not in the list of tasks; did you mean 'b'?",
                        "6: a task needs a name",
                        "8: task: 'loos' is not in the list of tasks; did you mean 'loose'?");
    }

    @Test
    void makesTasksByLabelWithoutAList() {
        List<Job> jobs = read("jobs: [{task: a}, {task: b}, {task: a}]", Format.YAML);

        assertThat(jobs.get(0).task())
                .isSameAs(jobs.get(2).task())
                .isNotEqualTo(jobs.get(1).task());
    }
}
