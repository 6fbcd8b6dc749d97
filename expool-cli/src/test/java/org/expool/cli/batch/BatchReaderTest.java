package org.expool.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.expool.Environment;
import org.expool.Input;
import org.expool.Job;
import org.expool.Output;
import org.expool.PoolBuilder;
import org.expool.PoolProvider;
import org.expool.PoolSettings;
import org.expool.cli.read.Complaints;
import org.junit.jupiter.api.Test;

class BatchReaderTest {

    private static final PoolProvider NO_POOLS = settings -> {
        throw new AssertionError("reading makes no pool");
    };

    private static final Outputs PLAIN = new Outputs(false, false);

    private final PoolBuilder pool = NO_POOLS.builder();
    private final Complaints complaints = new Complaints();

    private List<Job> read(String text, Format format) {
        return new BatchReader(pool, PLAIN, complaints).read(text, format).jobs();
    }

    private List<String> complaints() {
        return complaints.sorted().stream()
                .map(each -> each.line() + ": " + each.message())
                .toList();
    }

    private void assertRefused(String job, String message) {
        Complaints found = new Complaints();
        List<Job> jobs = new BatchReader(pool, PLAIN, found)
                .read("jobs:\n- " + job + "\n", Format.YAML)
                .jobs();
        assertThat(jobs).as(job).isEmpty();
        assertThat(found.sorted()).as(job).singleElement().satisfies(each -> {
            assertThat(each.line()).isEqualTo(2);
            assertThat(each.message()).startsWith(message);
        });
    }

    @Test
    void readsEverySettingThatHasAnEffect() {
        List<Job> jobs = read("""
                pool: {name: nets, workers: 2, timeout: 30m, samplingInterval: 200ms, chaining: false}
                tasks: [{name: shuffles, parent: networks}, {name: networks, parent: null}]
                jobs:
                  - {name: shuffle, command: [sort, -R, in.net, 10, 1.50, true], workdir: data, timeout: 3m,
                     restartOnTimeout: true, category: shuffle, size: 120, slowdown: 1.5, task: shuffles,
                     params: {k: 1.0, none: null}, memoryFixed: false, omitAffinity: true, env: {LANG: C, N: 08},
                     stdin: in.txt, stdout: logs/shuffle.out, stderr: stdout, startDelay: 0.5s}
                """, Format.YAML);

        assertThat(complaints()).isEmpty();
        PoolSettings settings = pool.settings();
        assertThat(settings.name()).isEqualTo("nets");
        assertThat(settings.workers()).isEqualTo(2);
        assertThat(settings.timeout()).isEqualTo(Duration.ofMinutes(30));
        assertThat(settings.samplingInterval()).isEqualTo(Duration.ofMillis(200));
        Job job = jobs.get(0);
        assertThat(job.name()).isEqualTo("shuffle");
        assertThat(job.command().words()).containsExactly("sort", "-R", "in.net", "10", "1.50", "true");
        assertThat(job.workdir()).isEqualTo(Path.of("data"));
        assertThat(job.timeout()).isEqualTo(Duration.ofMinutes(3));
        assertThat(job.restartOnTimeout()).isTrue();
        assertThat(job.category()).isEqualTo("shuffle");
        assertThat(job.size()).isEqualTo(120);
        assertThat(job.slowdown()).isEqualTo(1.5);
        assertThat(Objects.requireNonNull(job.task()).name()).isEqualTo("shuffles");
        assertThat(Objects.requireNonNull(job.task().parent()).name()).isEqualTo("networks");
        assertThat(job.params()).isEqualTo(Map.of("k", "1.0"));
        assertThat(job.omitAffinity()).isTrue();
        assertThat(job.environment()).isEqualTo(Environment.adding(Map.of("LANG", "C", "N", "08")));
        assertThat(job.stdin()).isEqualTo(Input.file(Path.of("in.txt")));
        assertThat(job.stdout()).isEqualTo(Output.appendTo(Path.of("logs/shuffle.out")));
        assertThat(job.stderr()).isEqualTo(Output.toStdout());
        assertThat(job.startDelay()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void readsTheSameFromJsonAndFromLines() {
        String job =
                "{\"command\": [\"/bin/echo\", \"a\", 1.50], \"stderr\": \"capture\", \"timeout\": 2.5, \"task\": null}";
        Job fromJson = read("{\"jobs\": [\n" + job + "\n]}", Format.JSON).get(0);
        Job fromLines =
                read("\n" + job + "\n\n" + job + "\n", Format.JSON_LINES).get(1);

        assertThat(complaints()).isEmpty();
        assertThat(fromLines).usingRecursiveComparison().isEqualTo(fromJson);
        assertThat(fromJson.name()).isEqualTo("echo");
        assertThat(fromJson.command().words()).containsExactly("/bin/echo", "a", "1.50");
        assertThat(fromJson.stderr()).isEqualTo(Output.capture());
        assertThat(fromJson.timeout()).isEqualTo(Duration.ofMillis(2500));
        assertThat(fromJson.task()).isNull();
    }

    @Test
    void takesNothingForAnEmptyBatchAndNoCommandForAStub() {
        assertThat(read("", Format.YAML)).isEmpty();
        assertThat(read("", Format.JSON)).isEmpty();
        assertThat(read("jobs:\n", Format.YAML)).isEmpty();
        assertThat(complaints()).isEmpty();

        assertThat(read("jobs: [{name: mark}, {}]", Format.YAML))
                .extracting(Job::name, job -> job.command().isEmpty())
                .containsExactly(tuple("mark", true), tuple("stub", true));
    }

    @Test
    void reportsAllProblemsAtOnceWithTheirLines() {
        List<Job> jobs = read("""
                pool: {workers: 0,
                  wrokers: 2}
                jobs:
                  - name: x
                    command: sort file
                    tiemout: 3
                  - {command: ['true'],
                     timeout: soon}
                  - just words
                job: []
                """, Format.YAML);

        assertThat(jobs).isEmpty();
        assertThat(complaints())
                .containsExactly(
                        "1: workers: must be at least 1",
                        "2: unknown key 'wrokers'; did you mean 'workers'?",
                        "5: command: expected a list of words, as in [sort, -n, file]; for a shell line write "
                                + "[sh, -c, '...'], not 'sort file'",
                        "6: unknown key 'tiemout'; did you mean 'timeout'?",
                        "8: timeout: expected a duration, as in 700ms, 1.5s, 3m, 1h or plain seconds, not 'soon'",
                        "9: expected a job, as in {command: [sort, file]}, not 'just words'",
                        "10: unknown key 'job'; did you mean 'jobs'?");
    }

    @Test
    void refusesSettingsWithoutEffectByName() {
        assertRefused("{command: [x], memory: 1GiB}", "memory: has no effect in this version");
        assertRefused("{command: [x], memoryFixed: true}", "memoryFixed: has no effect in this version");
        assertRefused("{command: [x], memoryLimit: 1GiB}", "memoryLimit: has no effect in this version");
        assertRefused("{command: [x], memoryKind: tree}", "memoryKind: has no effect in this version");
        for (String setting : List.of("memoryLimit: 4GiB", "memoryLimit: 50%", "memoryLimit: off", "affinity: cores")) {
            Complaints found = new Complaints();
            new BatchReader(NO_POOLS.builder(), PLAIN, found).read("pool:\n  " + setting, Format.YAML);
            assertThat(found.sorted()).as(setting).singleElement().satisfies(each -> {
                assertThat(each.line()).isEqualTo(2);
                assertThat(each.message()).contains("has no effect in this version");
            });
        }
    }

    @Test
    void saysWhatWasExpected() {
        assertRefused("{command: [x], size: big}", "size: expected a number, not 'big'");
        assertRefused("{command: [x], size: '7'}", "size: expected a number, not '7'");
        assertRefused("{command: [x], restartOnTimeout: 1}", "restartOnTimeout: expected true or false, not '1'");
        assertRefused("{command: [x], restartOnTimeout: true}", "restartOnTimeout: needs a timeout");
        assertRefused("{command: [a, [b]]}", "command: expected a word, in quotes if need be, not a list");
        assertRefused("{command: [a], env: {HOME: }}", "env: expected a value for 'HOME' ('' for an empty one)");
        assertRefused("{command: [a, ~]}", "command: expected a word, in quotes if need be, not nothing");
        assertRefused("{command: ['']}", "command: the program is empty");
        assertRefused("{command: [x], params: [a]}", "params: expected names with values");
        assertRefused("{command: [x], env: {\"A=B\": c}}", "env: a variable's name must not");
        assertRefused("{command: [x], env: {A: \"b\\0\"}}", "env.A: holds a NUL byte");
        assertRefused(
                "{command: [x], stdout: stdout, stderr: {append: c, a: b}}",
                "stderr: unknown key 'a'; known here: append, header");
        assertRefused("{command: [x], memory: lots}", "memory: 'lots' is not a size");
        assertRefused("{command: [x], memoryKind: rss}", "memoryKind: expected process, heaviest-of-tree or tree");
        assertRefused("{command: [x], timeout: 0}", "timeout: must be longer than zero");
        assertRefused("{command: [x], name: ''}", "name: is empty");
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

        assertThat(complaints())
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
