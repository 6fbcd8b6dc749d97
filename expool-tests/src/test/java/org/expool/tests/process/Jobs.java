package org.expool.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.expool.CapturedOutput;
import org.expool.Command;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.Outcome;
import org.expool.Outcome.TimedOut;
import org.expool.Output;
import org.expool.testkit.Eventually;

/** Jobs that tests often need, and what they wait for. */
public final class Jobs {

    /** Longer than anything takes that works. */
    public static final Duration TIMEOUT = Duration.ofSeconds(180);

    private static final Eventually EVENTUALLY = Eventually.within(TIMEOUT);

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
    public static void awaitText(Path file, String text) {
        EVENTUALLY.untilContains(file, text);
    }

    /** Waits until processes that were killed have ended; they need not have been reaped. */
    public static void awaitEnds(List<String> pids) {
        pids.forEach(pid -> EVENTUALLY.untilEnded(Long.parseLong(pid)));
    }

    /** Waits until a condition is true. */
    public static void await(BooleanSupplier condition) {
        EVENTUALLY.until(condition);
    }

    /** Accepts this limit of this owner by this clock, which may have shown more when the end was decided. */
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
