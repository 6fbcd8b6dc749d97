package org.expool.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.expool.Job;
import org.expool.Outcome;
import org.expool.Signal;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.Commands;
import org.expool.core.schedule.ForwardingCommands;
import org.expool.core.schedule.JobEntry;
import org.expool.core.schedule.Scheduler;
import org.expool.simulator.InvariantViolatedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding, shrinking and printing faults of a scheduler that is broken on purpose. */
class ShrinkerTest {

    /** Forgets to kill. */
    static Commands sparing(Commands commands) {
        return new ForwardingCommands(commands) {
            @Override
            public void signal(JobEntry job, Signal signal) {
                if (signal != Signal.KILL) {
                    super.signal(job, signal);
                }
            }
        };
    }

    /** Finishes cancelled jobs twice. */
    static Commands repeating(Commands commands) {
        return new ForwardingCommands(commands) {
            @Override
            public void finished(JobEntry job, AttemptEnd end) {
                super.finished(job, end);
                if (end.outcome() instanceof Outcome.Cancelled) {
                    super.finished(job, end);
                }
            }
        };
    }

    private static Scenario smallest(UnaryOperator<Commands> distortion) {
        Shrinker shrinker = new Shrinker(distortion);
        Scenario failing = LongStream.range(0, 1000)
                .mapToObj(ScenarioGenerator::of)
                .filter(scenario -> shrinker.failure(scenario) != null)
                .findFirst()
                .orElseThrow();
        Scenario smallest = shrinker.shrink(failing);
        assertThat(shrinker.failure(smallest).invariant())
                .isEqualTo(shrinker.failure(failing).invariant());
        return smallest;
    }

    @Test
    void aJobThatEndsTwiceIsFoundAndShrunkToASubmissionAndACancellation() {
        Scenario smallest = smallest(ShrinkerTest::repeating);
        assertThat(smallest.actions()).hasSizeLessThanOrEqualTo(3);
        assertThat(TestSource.of("SmallTest", "", smallest).lines()).hasSizeLessThan(60);
    }

    @Test
    void aKillThatIsMissingIsFoundAndShrunkToAFewActions() {
        Scenario smallest = smallest(ShrinkerTest::sparing);
        assertThat(smallest.actions()).hasSizeLessThanOrEqualTo(3);
        assertThat(new Shrinker().failure(smallest))
                .as("with the scheduler as it is")
                .isNull();
    }

    @Test
    void whatDoesNotFailIsLeftAsItIs() {
        Scenario good = ScenarioGenerator.of(1);
        assertThat(new Shrinker().shrink(good)).isSameAs(good);
    }

    @Test
    void thePrintedTestOfALargeScenarioCompilesAndRuns(@TempDir Path folder) throws Exception {
        for (long seed = 0; seed < 5; seed++) {
            String name = "Seed" + seed + "Test";
            run(name, TestSource.of(name, "Seed " + seed, ScenarioGenerator.of(seed)), folder);
        }
    }

    @Test
    void thePrintedTestOfAFaultCompilesAndFails(@TempDir Path folder) throws Exception {
        String source = TestSource.of("SmallTest", "found */ by \\u0041 seed", smallest(ShrinkerTest::repeating))
                .replace("scenario.run()", "scenario.run(ShrinkerTest::repeating)");
        assertThat(run("SmallTest", source, folder)).isInstanceOf(InvariantViolatedException.class);
    }

    /** Compiles a test of this package and runs it. Returns what it throws, or null. */
    private static @Nullable Throwable run(String name, String source, Path folder)
            throws IOException, ReflectiveOperationException {
        Path file = folder.resolve(name + ".java");
        Files.writeString(file, source);
        String path = Stream.of(
                        "target/classes",
                        "target/test-classes",
                        place(Job.class),
                        place(Scheduler.class),
                        place(Test.class))
                .collect(Collectors.joining(File.pathSeparator));
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(writer, writer, "-Xlint:all", "-cp", path, "-d", folder.toString(), "" + file);
        assertThat(status).as(said + source).isZero();
        assertThat(said.toString()).as("warnings about it").doesNotContain(name);
        Path compiled = folder.resolve("org/expool/simulator/scenario/" + name + ".class");
        Class<?> test = MethodHandles.lookup().defineClass(Files.readAllBytes(compiled));
        Method method = test.getDeclaredMethod("keepsTheInvariants");
        try {
            method.invoke(test.getDeclaredConstructor().newInstance());
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
    }

    private static String place(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}
