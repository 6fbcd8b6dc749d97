package org.expool.cli.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.expool.Job;
import org.expool.Outcome;
import org.expool.PoolProvider;
import org.expool.cli.report.Terminal;

/** Runs the command in this process, over fake pools, and keeps what it printed. */
final class CliTester {

    final List<FakePool> pools = new CopyOnWriteArrayList<>();
    Function<Job, Outcome> outcome = job -> new Outcome.Succeeded();
    boolean inTime = true;
    FakePool.Joining joining = pool -> {};
    InputStream input = InputStream.nullInputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Sends it from outside of the command. It arrives some time later. */
    static void terminateThisProcess() {
        ProcessHandle self = ProcessHandle.current();
        try {
            new ProcessBuilder("kill", "-TERM", Long.toString(self.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    CliTester input(String text) {
        input = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    int run(String... arguments) {
        PoolProvider provider = settings -> {
            FakePool pool = new FakePool(settings, outcome, inTime, joining);
            pools.add(pool);
            return pool;
        };
        return run(provider, arguments);
    }

    int run(PoolProvider provider, String... arguments) {
        out.reset();
        err.reset();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream told = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Cli(provider::builder, new Terminal(input, printed, told), false).run(arguments);
    }

    FakePool pool() {
        return pools.get(pools.size() - 1);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    List<String> outLines() {
        return new ArrayList<>(out().lines().toList());
    }
}
