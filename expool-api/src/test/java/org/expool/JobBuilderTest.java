package org.expool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    void refusesByNameWhatHasNoEffectYet() {
        JobBuilder builder = Job.builder("j", Command.of("true"))
                .memory(MemorySize.ofMiB(1))
                .memoryFixed(true)
                .memoryLimit(MemorySize.ofMiB(2))
                .memoryKind(MemoryKind.TREE);
        InvalidSettingsException e = catchThrowableOfType(InvalidSettingsException.class, builder::build);
        assertThat(settings(e)).containsExactly("memory", "memoryFixed", "memoryLimit", "memoryKind");
        assertThat(e).hasMessageContaining("has no effect in this version");
    }

    @Test
    void nulBytesAndEmptyProgramsAreRefused() {
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
                .memoryLimit(MemorySize.ofGiB(1))
                .affinity("auto")
                .chaining(true);
        InvalidSettingsException e = catchThrowableOfType(InvalidSettingsException.class, builder::build);
        assertThat(settings(e))
                .containsExactlyInAnyOrder(
                        "workers", "grace", "samplingInterval", "memoryLimit", "affinity", "chaining");
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
    void whatTasksCannotDoYetIsRefusedByName() {
        Task.Builder builder = Task.builder("t")
                .timeout(Duration.ofHours(1))
                .onStart(task -> {})
                .onDone(summary -> {})
                .onFinish(summary -> {})
                .stdout(Output.discard())
                .stderr(Output.discard());
        InvalidSettingsException e = catchThrowableOfType(InvalidSettingsException.class, builder::build);
        assertThat(settings(e)).containsExactly("timeout", "onStart", "onDone", "onFinish", "stdout", "stderr");
    }
}
