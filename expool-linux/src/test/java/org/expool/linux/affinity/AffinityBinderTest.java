package org.expool.linux.affinity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.expool.linux.affinity.BinderFixture.allowed;
import static org.expool.linux.affinity.BinderFixture.on;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.expool.CpuPlacement;
import org.expool.CpuSet;
import org.expool.spi.AffinityBinder;
import org.expool.spi.Availability;
import org.expool.spi.ProcessLauncher;
import org.expool.testkit.LaunchRecorder.Event;
import org.expool.testkit.LaunchRecorder.Exited;
import org.expool.testkit.LaunchRecorder.NotStarted;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every binder with every launcher, checked from inside the processes. */
@ExtendWith(NoLeaks.class)
class AffinityBinderTest {

    private static final String PRINT_CPUS = "sed -n 's/^Cpus_allowed_list:[[:space:]]*//p' /proc/self/status";

    @TempDir
    Path folder;

    static Stream<Arguments> pairs() {
        return ServiceLoader.load(AffinityBinder.class).stream()
                .map(ServiceLoader.Provider::get)
                .flatMap(binder -> ServiceLoader.load(ProcessLauncher.class).stream()
                        .map(launcher ->
                                Arguments.of(binder.name(), launcher.get().name(), binder, launcher.get())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pairs")
    void aJobRunsOnItsCpusAndTheNextOneOnItsOwn(
            String name, String with, AffinityBinder binder, ProcessLauncher launcher)
            throws IOException, InterruptedException {
        assertThat(binder.availability()).isEqualTo(Availability.available());
        Path out = folder.resolve("out");
        int[] cpus = allowed().stream().toArray();
        try (BinderFixture fixture = new BinderFixture(launcher)) {
            for (int cpu : new int[] {cpus[cpus.length - 1], cpus[0]}) {
                assertThat(fixture.run(PRINT_CPUS, out, binder.bind(on(cpu)))).isInstanceOf(Exited.class);
            }
            fixture.run(PRINT_CPUS, out);
        }
        assertThat(Files.readAllLines(out))
                .as("the last job was not bound")
                .containsExactly(
                        "" + cpus[cpus.length - 1], "" + cpus[0], allowed().toString());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pairs")
    void absentCpusAreRefusedBeforeTheStart(String name, String with, AffinityBinder binder, ProcessLauncher launcher)
            throws InterruptedException {
        CpuSet partly = allowed().union(CpuSet.of(9999));
        try (BinderFixture fixture = new BinderFixture(launcher)) {
            for (CpuSet cpus : new CpuSet[] {partly, CpuSet.of(9999)}) {
                Event end = fixture.run("true", folder.resolve("out"), binder.bind(on(cpus)));
                assertThat(end).isInstanceOf(NotStarted.class);
                assertThat(((NotStarted) end).why().reason()).contains("9999", "offline, or not allowed");
            }
            assertThat(fixture.run("true", folder.resolve("out"))).isInstanceOf(Exited.class);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pairs")
    void aJobElsewhereIsReported(String name, String with, AffinityBinder binder, ProcessLauncher launcher)
            throws IOException, InterruptedException {
        assumeTrue(allowed().size() > 1, "needs two CPUs");
        CpuPlacement first = on(allowed().first());
        // Reading from the pipe waits until the shell, which taskset executes, writes.
        Path ready = folder.resolve("ready");
        assertThat(new ProcessBuilder("mkfifo", ready.toString()).start().waitFor())
                .isZero();
        String wait = "echo up >" + ready + "; exec sleep 60";
        try (BinderFixture fixture = new BinderFixture(launcher)) {
            long free = fixture.startAndAwait(wait, folder.resolve("out"));
            assertThat(Files.readString(ready)).startsWith("up");
            assertThat(binder.mismatch(free, first))
                    .hasValueSatisfying(
                            text -> assertThat(text).contains(allowed().toString(), "instead of"));
            fixture.kill();
            long bound = fixture.startAndAwait(wait, folder.resolve("out"), binder.bind(first));
            assertThat(Files.readString(ready)).startsWith("up");
            assertThat(binder.mismatch(bound, first)).isEmpty();
            assertThat(binder.mismatch(bound, on(allowed())))
                    .as("fewer CPUs than given are no mismatch")
                    .isEmpty();
            fixture.kill();
            assertThat(binder.mismatch(bound, first)).as("it has ended").isEmpty();
        }
    }
}
