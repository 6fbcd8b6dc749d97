package org.expool.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.expool.Environment;
import org.expool.Input;
import org.expool.Job;
import org.expool.Output;
import org.expool.PoolSettings;
import org.expool.Resource;
import org.expool.Retry;
import org.expool.cli.read.Diagnostics;
import org.expool.core.discovery.Abilities;
import org.junit.jupiter.api.Test;

class BatchReaderTest extends BatchReading {

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

        assertThat(diagnostics()).isEmpty();
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
    void readsOrderResourcesAndRetries() {
        List<Job> jobs = read("""
                pool:
                  grace: 1s
                  resources: {gpu: {count: 2, variable: CUDA_VISIBLE_DEVICES}, license: 5}
                  categories: {noisy: {chaining: false}, calm: {chaining: true}}
                jobs:
                  - {name: a, timeout: 1s, restartOnTimeout: true, maxRestarts: 4, priority: -3, retry: 3}
                  - {name: b, after: a, resources: {gpu: 2, license: 1}, stdout: grouped,
                     retry: {attempts: 5, on: [not-started, lost], backoff: 1s, factor: 3, maxBackoff: 1m, jitter: 0.5}}
                  - {name: c, after: [a, b], retry: {attempts: 2, on: failed}}
                """, Format.YAML);

        assertThat(diagnostics()).isEmpty();
        PoolSettings settings = pool.settings();
        assertThat(settings.grace()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.chaining()).isTrue();
        assertThat(settings.unchained()).containsExactly("noisy");
        assertThat(settings.resources())
                .containsExactlyInAnyOrder(new Resource("gpu", 2, "CUDA_VISIBLE_DEVICES"), Resource.of("license", 5));
        assertThat(jobs).extracting(Job::after).containsExactly(List.of(), List.of("a"), List.of("a", "b"));
        Job first = jobs.get(0);
        assertThat(first.maxRestarts()).isEqualTo(4);
        assertThat(first.priority()).isEqualTo(-3);
        assertThat(first.retry()).isEqualTo(Retry.times(3));
        Job second = jobs.get(1);
        assertThat(second.resources()).isEqualTo(Map.of("gpu", 2, "license", 1));
        assertThat(second.stdout()).isEqualTo(Output.grouped());
        assertThat(second.retry())
                .isEqualTo(new Retry(
                        5,
                        Set.of(Retry.On.NOT_STARTED, Retry.On.LOST),
                        Duration.ofSeconds(1),
                        3,
                        Duration.ofMinutes(1),
                        0.5));
        assertThat(jobs.get(2).retry()).isEqualTo(Retry.times(2).on(Retry.On.FAILED));
    }

    @Test
    void reportsPartsOnTheirOwnLines() {
        read("""
                pool:
                  chaining: true
                  categories: {noisy: {chaining: 3},
                    calm: {chainig: false}}
                  resources:
                    gpu: {count: 0}
                    cpu: {cuont: 3,
                      variable: A B}
                    9lives: 9
                    disk: many
                    tape:
                jobs:
                  - {name: a, resources: {gpu: 1, gpus: 1}}
                  - name: b
                    retry:
                      attempts: 0
                      on: [failed, timedout]
                      jitter: 2
                      factor: 0.5
                  - {name: c, retry: {backof: 1s}}
                  - {name: d, retry: often, stdout: {header: false}, stderr: stdout}
                  - {name: e, priority: 1.5, maxRestarts: -1, resources: {cpu: 0}}
                """, Format.YAML);

        assertThat(diagnostics())
                .containsExactly(
                        "3: categories.noisy.chaining: expected true or false, not '3'",
                        "4: categories.calm: unknown key 'chainig'; did you mean 'chaining'?",
                        "6: resources.gpu: must be at least 1",
                        "7: resources.cpu: unknown key 'cuont'; did you mean 'count'?",
                        "7: resources.cpu: needs a count, as in {count: 2, variable: CUDA_VISIBLE_DEVICES}",
                        "9: resources.9lives: a name consists of letters, digits, - and _, and starts with a letter",
                        "10: resources.disk: expected a whole number, not 'many'",
                        "11: resources.tape: expected a number of units, as in {tape: 2}",
                        "13: resources.gpus: is not a resource of the pool; did you mean 'gpu'?",
                        "16: retry.attempts: must be at least 1, the first included",
                        "17: retry.on: 'timedout' is not an outcome to retry on; did you mean 'timed-out'?",
                        "18: retry.jitter: must be from 0 to 1",
                        "19: retry.factor: must be finite and at least 1",
                        "20: retry: unknown key 'backof'; did you mean 'backoff'?",
                        "20: retry: needs attempts, as in {attempts: 3, backoff: 1s}",
                        "21: retry: expected a whole number, not 'often'",
                        "21: stdout: needs a file, as in {append: out.csv, header: false}",
                        "22: priority: expected a whole number, not '1.5'",
                        "22: resources.cpu: must be at least 1; omit it for none",
                        "22: maxRestarts: must not be negative");
    }

    @Test
    void knowsWhatThePoolHas() {
        read("""
                pool: {resources: {gpu: 2}}
                jobs:
                  - {name: a, resources: {gpu: 2}}
                  - {name: b, resources:
                     {gpu: 3}}
                """, Format.YAML);
        assertThat(diagnostics())
                .containsExactly("5: resources.gpu: the pool has only 2, so the job could never start");

        Diagnostics found = new Diagnostics();
        new BatchReader(NO_POOLS.builder(), PLAIN, found).read("{\"resources\": {\"gpu\": 1}}", Format.JSON_LINES);
        assertThat(found.sorted().get(0).message())
                .isEqualTo("resources.gpu: is not a resource of the pool; it has none, see the pool's resources");
    }

    @Test
    void readsTheSameFromJsonAndFromLines() {
        String job =
                "{\"command\": [\"/bin/echo\", \"a\", 1.50], \"stderr\": \"capture\", \"timeout\": 2.5, \"task\": null}";
        Job fromJson = read("{\"jobs\": [\n" + job + "\n]}", Format.JSON).get(0);
        Job fromLines =
                read("\n" + job + "\n\n" + job + "\n", Format.JSON_LINES).get(1);

        assertThat(diagnostics()).isEmpty();
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
        assertThat(diagnostics()).isEmpty();

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
        assertThat(diagnostics())
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
    void readsWhichProvidersAreToBeUsed() {
        read("pool: {providers: {AffinityBinder: taskset}}\njobs: []", Format.YAML);
        assertThat(pool.settings().providers()).containsExactly(Map.entry("AffinityBinder", "taskset"));
        assertThat(diagnostics()).isEmpty();
        for (String ability : Abilities.names()) {
            read("pool: {providers: {" + ability + ": mine}}\njobs: []", Format.YAML);
            assertThat(diagnostics()).isEmpty();
        }
        read("pool: {providers: {Affinity: taskset}}", Format.YAML);
        assertThat(diagnostics()).singleElement().asString().contains("unknown key 'Affinity'");
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
        assertRefused("{command: [x], env: {A: \"b\\0\"}}", "env.A: contains a NUL byte");
        assertRefused(
                "{command: [x], stdout: stdout, stderr: {append: c, a: b}}",
                "stderr: unknown key 'a'; known here: append, header");
        assertRefused("{command: [x], memory: lots}", "memory: 'lots' is not a size");
        assertRefused("{command: [x], memoryKind: rss}", "memoryKind: expected process, heaviest-of-tree or tree");
        assertRefused(
                "{command: [x], memoryMeasure: rss}", "memoryMeasure: expected resident, proportional, rss-vms-mix");
        assertRefused("{command: [x], memoryFixed: true}", "memoryFixed: needs the memory that is fixed");
        assertRefused(
                "{command: [x], memory: 2GiB, memoryLimit: 1GiB}", "memory: is more than the memoryLimit of 1.0 GiB");
        assertRefused("{command: [x], retryMemory: {max: 1GiB}}", "retryMemory: needs the memoryLimit that grows");
        assertRefused("{command: [x], memoryLimit: 1K, retryMemory: {factor: 2}}", "retryMemory.max: is required");
        assertRefused(
                "{command: [x], memoryLimit: 1K, retryMemory: {factor: 1, max: 2K}}",
                "retryMemory.factor: must be finite");
        assertRefused(
                "{command: [x], timeout: 1s, warning: {signal: USR1, before: 5s}}",
                "warning: must be shorter than the timeout of 1.0 s");
        assertRefused("{command: [x], timeout: 0}", "timeout: must be longer than zero");
        assertRefused("{command: [x], name: ''}", "name: is empty");
    }
}
