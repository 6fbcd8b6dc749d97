package org.expool.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.expool.CapturedOutput;
import org.expool.Command;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.Outcome;
import org.expool.Outcome.TimedOut;
import org.expool.Output;

/** Jobs that tests often need, and what they wait for. */
public final class Jobs {

    /** Longer than anything takes that is not broken. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private Jobs() {}

    public static Job quick(String name) {
        return Job.of(name, Command.of("true"));
    }

    /** Never ends by itself. */
    public static Job endless(String name) {
        return Job.of(name, Command.of("sleep", "600"));
    }

    /** Silent, unless the streams are set otherwise. */
    public static JobBuilder shell(String name, String script, String... arguments) {
        String[] words = new String[arguments.length + 3];
        words[0] = "-c";
        words[1] = script;
        words[2] = name;
        System.arraycopy(arguments, 0, words, 3, arguments.length);
        return Job.builder(name, Command.of("sh", words))
                .stdout(Output.discard())
                .stderr(Output.discard());
    }

    public static String text(CapturedOutput output) {
        try {
            return output.text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a job has written this. */
    public static void awaitText(Path file, String text) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(file) || !Files.readString(file).contains(text)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("no '" + text + "' in " + file + " after " + PATIENCE);
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    /** Waits until processes that were killed have ended; one that only waits to be collected by init has. */
    public static void awaitEnds(List<String> pids) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (String pid : pids) {
            while (isRunning(pid)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new AssertionError("process " + pid + " still runs after " + PATIENCE);
                }
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
    }

    private static boolean isRunning(String pid) throws IOException {
        try {
            return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
                    .noneMatch(line -> line.startsWith("State:") && line.contains("zombie"));
        } catch (NoSuchFileException ended) {
            return false;
        } catch (IOException endedWhileReading) {
            if (Files.exists(Path.of("/proc", pid))) {
                throw endedWhileReading;
            }
            return false;
        }
    }

    /** Waits until something is so. */
    public static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not so after " + PATIENCE);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Accepts that limit of that owner by that clock, which may have shown more when the end was decided. */
    public static Consumer<Outcome> reached(TimedOut least) {
        return outcome -> {
            assertThat(outcome).isInstanceOf(TimedOut.class);
            TimedOut timedOut = (TimedOut) outcome;
            assertThat(timedOut.measured()).isGreaterThanOrEqualTo(least.limit());
            assertThat(timedOut)
                    .isEqualTo(new TimedOut(
                            least.scope(), least.clock(), least.limit(), timedOut.measured(), least.task()));
        };
    }
}
