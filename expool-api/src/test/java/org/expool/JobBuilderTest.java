package org.expool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobBuilderTest {

    private static List<String> settings(InvalidSettingsException e) {
        return e.problems().stream().map(Problem::setting).toList();
    }

    @Test
    void reportsAllProblemsAtOnce() {
        JobBuilder builder = Job.builder(" ", Command.of("true"))
                .category("")
                .timeout(Duration.ZERO)
                .startDelay(Duration.ofSeconds(-1))
                .size(Double.NaN)
                .slowdown(0)
                .stdout(Output.toStdout())
                .params(Map.of("k", "a\0b"));
        InvalidSettingsException e = catchThrowableOfType(InvalidSettingsException.class, builder::build);
        assertThat(settings(e))
                .containsExactlyInAnyOrder(
                        "name", "category", "timeout", "startDelay", "size", "slowdown", "stdout", "params.k");
    }

    @Test
    void memorySettingsMustBeConsistent() {
        JobBuilder builder = Job.builder("j", Command.of("true"))
                .memory(MemorySize.ofMiB(3))
                .memoryLimit(MemorySize.ofMiB(2))
                .memoryRetry(new MemoryRetry(2, MemorySize.ofMiB(2)));
        InvalidSettingsException e = catchThrowableOfType(InvalidSettingsException.class, builder::build);
        assertThat(settings(e)).containsExactly("memory", "retryMemory.max");
        JobBuilder alone = Job.builder("j", Command.of("true"))
                .memoryFixed(true)
                .memoryRetry(new MemoryRetry(2, MemorySize.ofMiB(2)));
        e = catchThrowableOfType(InvalidSettingsException.class, alone::build);
        assertThat(settings(e)).containsExactly("memoryFixed", "retryMemory");
        JobBuilder zero = Job.builder("j", Command.of("true"))
                .memory(MemorySize.ofBytes(0))
                .memoryLimit(MemorySize.ofBytes(0));
        e = catchThrowableOfType(InvalidSettingsException.class, zero::build);
        assertThat(settings(e)).containsExactly("memory", "memoryLimit");
    }

    @Test
    void nulBytesAndEmptyProgramsAreRejected() {
        assertThat(settings(catchThrowableOfType(InvalidSettingsException.class, () -> Command.of(""))))
                .containsExactly("command");
        assertThat(catchThrowableOfType(InvalidSettingsException.class, () -> Command.of("a", "b\0c")))
                .hasMessageContaining("NUL")
                .hasMessageContaining("b\\0c");
        assertThat(catchThrowableOfType(InvalidSettingsException.class, () -> Environment.adding(Map.of("A=B", "c"))))
                .hasMessageContaining("A=B");
        assertThat(catchThrowableOfType(InvalidSettingsException.class, () -> Task.of("")))
                .hasMessageContaining("name");
    }

    @Test
    void restartOnTimeoutNeedsATimeout() {
        InvalidSettingsException e = catchThrowableOfType(
                InvalidSettingsException.class,
                () -> Job.builder("j", Command.none()).restartOnTimeout(true).build());
        assertThat(settings(e)).containsExactly("restartOnTimeout");
    }

    @Test
    void poolSettingsAreCheckedTogether() {
        PoolBuilder builder = new PoolBuilder(settings -> {
                    throw new AssertionError("not reached");
                })
                .workers(0)
                .grace(Duration.ofSeconds(-1))
                .samplingInterval(Duration.ZERO)
                .memoryLimit(MemoryLimit.off())
                .reserve(MemorySize.ofGiB(1));
        InvalidSettingsException e = catchThrowableOfType(InvalidSettingsException.class, builder::build);
        assertThat(settings(e)).containsExactlyInAnyOrder("workers", "grace", "samplingInterval", "reserve");
    }

    @Test
    void environmentsAddOrReplace() {
        Map<String, String> above = Map.of("A", "1", "B", "2");
        assertThat(Environment.inherit().over(above)).isSameAs(above);
        assertThat(Environment.adding(Map.of("B", "3")).over(above))
                .containsOnly(Map.entry("A", "1"), Map.entry("B", "3"));
        assertThat(Environment.only(Map.of("C", "4")).over(above)).containsOnly(Map.entry("C", "4"));
    }

    @Test
    void jobsInheritLabelsAndStreamsOfTheirTask() {
        Task top = Task.builder("top")
                .stdout(Output.discard())
                .params(Map.of("a", "1", "b", "2"))
                .build();
        Task below = Task.builder("below").parent(top).params(Map.of("b", "3")).build();
        Job job = Job.builder("j", Command.none())
                .params(Map.of("c", "4"))
                .stderr(Output.capture())
                .task(below)
                .build();
        assertThat(job.params()).containsOnly(Map.entry("a", "1"), Map.entry("b", "3"), Map.entry("c", "4"));
        assertThat(job.stdout()).isEqualTo(Output.discard());
        assertThat(job.stderr()).isEqualTo(Output.capture());
        assertThat(below.path()).isEqualTo("top/below");
    }

    @Test
    void silenceNeedsOutputsThatCanBeWatched() {
        assertThat(Job.of("stub", Command.none()).canBeWatched()).isTrue();
        assertThat(Job.of("j", Command.of("true")).canBeWatched()).isFalse();
        JobBuilder discards = Job.builder("j", Command.of("true")).stdout(Output.discard());
        assertThat(discards.stderr(Output.capture()).build().canBeWatched()).isTrue();
        assertThat(discards.stderr(Output.discard()).build().canBeWatched()).isFalse();
    }

    @Test
    void limitsOfEachJobAreInheritedFromTheNearestTaskAndNotCopied() {
        Task top = Task.builder("top")
                .timeout(Duration.ofSeconds(9))
                .silenceTimeout(Duration.ofSeconds(1))
                .queueTimeout(Duration.ofSeconds(2))
                .build();
        Task low = Task.builder("low")
                .parent(top)
                .silenceTimeout(Duration.ofSeconds(3))
                .build();
        Job job = Job.builder("j", Command.none()).task(low).build();
        assertThat(job.limits())
                .isEqualTo(TimeLimits.NONE.silence(Duration.ofSeconds(3)).queue(Duration.ofSeconds(2)));
        assertThat(job.ownLimits()).isEqualTo(TimeLimits.NONE);
        assertThat(job.toBuilder().task(Task.of("other")).build().limits()).isEqualTo(TimeLimits.NONE);
    }

    @Test
    void aWarningIsShorterThanAnAbsoluteTimeout() {
        JobBuilder job =
                Job.builder("j", Command.none()).category("c").warning(new Warning(Signal.USR1, Duration.ofSeconds(5)));
        for (int timeout : new int[] {1, 5}) {
            InvalidSettingsException e = catchThrowableOfType(
                    InvalidSettingsException.class,
                    () -> job.timeout(Duration.ofSeconds(timeout)).build());
            assertThat(settings(e)).containsExactly("warning");
            assertThat(e).hasMessageContaining("must be shorter than the timeout of " + timeout + ".0 s");
        }
        assertThat(job.timeout(Duration.ofMillis(5001)).build().warning()).isNotNull();
        Job relative = Job.builder("j", Command.none())
                .category("c")
                .warning(new Warning(Signal.USR1, Duration.ofSeconds(5)))
                .relativeTimeout(2)
                .build();
        assertThat(relative.warning()).isNotNull();
    }

    @Test
    void aJobBelongsToOneTask() {
        Task one = Task.of("one");
        Job job = Job.of("j", Command.none()).in(one);
        assertThat(job.in(one)).isSameAs(job);
        InvalidSettingsException e =
                catchThrowableOfType(InvalidSettingsException.class, () -> job.in(Task.of("other")));
        assertThat(settings(e)).containsExactly("task");
    }

    @Test
    void aJobDoesNotChangeWithItsBuilders() {
        JobBuilder builder = Job.builder("j", Command.of("true"))
                .memoryLimit(MemorySize.ofMiB(2))
                .timeout(Duration.ofSeconds(1));
        Job job = builder.build();
        builder.priority(3).memoryLimit(MemorySize.ofMiB(3)).timeout(Duration.ofSeconds(2));
        Job other = job.toBuilder().priority(4).cpus(CpuDemand.cores(2)).build();

        assertThat(job.priority()).isZero();
        assertThat(job.memoryLimit()).isEqualTo(MemorySize.ofMiB(2));
        assertThat(job.timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(other.priority()).isEqualTo(4);
        assertThat(other.cpus()).isEqualTo(CpuDemand.cores(2));
        assertThat(other.memoryLimit()).isEqualTo(MemorySize.ofMiB(2));
        assertThat(other.name()).isEqualTo("j");
    }

    @Test
    void timeLimitsAreSetByClock() {
        TimeLimits limits = TimeLimits.NONE.relative(2.0);
        for (Outcome.TimedOut.Clock clock : Outcome.TimedOut.Clock.values()) {
            limits = limits.with(clock, Duration.ofSeconds(1 + clock.ordinal()));
        }
        for (Outcome.TimedOut.Clock clock : Outcome.TimedOut.Clock.values()) {
            assertThat(limits.of(clock)).isEqualTo(Duration.ofSeconds(1 + clock.ordinal()));
        }
        assertThat(limits.relative()).isEqualTo(2.0);
    }

    @Test
    void aCopyThatGoesToAnotherTaskKeepsTheLabelsOfTheFirst() {
        Task one = Task.builder("one")
                .params(Map.of("a", "1"))
                .stdout(Output.discard())
                .build();
        Job job = Job.of("j", Command.none()).in(one);
        Job moved = job.toBuilder().priority(3).task(Task.of("two")).build();
        assertThat(moved.task()).isEqualTo(Task.of("two"));
        assertThat(moved.priority()).isEqualTo(3);
        assertThat(moved.params()).containsOnly(Map.entry("a", "1"));
        assertThat(moved.stdout()).isEqualTo(Output.inherit());
        assertThat(job.task()).isEqualTo(one);
        assertThat(job.priority()).isZero();
    }

    @Test
    void retriesDependenciesAndResourcesAreChecked() {
        InvalidSettingsException retry = catchThrowableOfType(
                InvalidSettingsException.class,
                () -> new Retry(0, Set.of(), Duration.ofSeconds(-1), 0.5, Duration.ofSeconds(-1), 2));
        assertThat(settings(retry))
                .containsExactly("retry.backoff", "retry.maxBackoff", "retry.attempts", "retry.factor", "retry.jitter");
        InvalidSettingsException job = catchThrowableOfType(
                InvalidSettingsException.class,
                () -> Job.builder("j", Command.none())
                        .after("j", " ")
                        .resources(Map.of("gpu", 0))
                        .maxRestarts(-1)
                        .build());
        assertThat(settings(job)).containsExactly("after", "after", "resources.gpu", "maxRestarts");
        InvalidSettingsException resource =
                catchThrowableOfType(InvalidSettingsException.class, () -> new Resource("a b", 0, "1"));
        assertThat(settings(resource)).containsExactly("resources", "resources.a b", "resources.a b");
    }
}
