package org.expool.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.expool.InvalidSettingsException;
import org.expool.Job;
import org.expool.ProviderMissingException;
import org.expool.TaskFinishedException;
import org.expool.cli.batch.JobReader;
import org.expool.cli.batch.Outputs;
import org.expool.cli.read.Diagnostics;
import org.expool.cli.read.Diagnostics.Diagnostic;
import org.expool.cli.read.JsonReader;
import org.expool.cli.report.Terminal;
import org.expool.spi.TopologyException;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a stream, submitted line by line as they arrive. A separate thread reads, because a blocked read cannot be
 * interrupted: if the batch ends before its input does, the thread is abandoned (it is a daemon). Used by one thread.
 */
final class StreamedJobs implements JobSource {

    private final JsonReader json = new JsonReader();
    private final JobReader reader;
    private final Terminal terminal;
    private final BufferedReader input;
    private final String firstLine;
    private final int firstNumber;
    private volatile int exitCode = ExitCode.OK; // written by the input thread only

    /**
     * Continues a stream whose first line was read already.
     *
     * @param firstNumber the number of that line
     */
    StreamedJobs(BufferedReader input, String firstLine, int firstNumber, Outputs outputs, Terminal terminal) {
        this.reader = JobReader.ofLines(outputs);
        this.input = input;
        this.firstLine = firstLine;
        this.firstNumber = firstNumber;
        this.terminal = terminal;
    }

    @Override
    public OptionalInt count() {
        return OptionalInt.empty();
    }

    @Override
    public boolean submitTo(BatchSubmitter submitter, Optional<Duration> limit) throws InterruptedException {
        FutureTask<@Nullable Void> reading = new FutureTask<>(() -> readAll(submitter), null);
        submitter.onStop(() -> reading.cancel(false));
        Thread thread = new Thread(reading, "expool-input");
        thread.setDaemon(true);
        thread.start();
        try {
            submitter.awaitUse();
            if (limit.isEmpty()) {
                reading.get();
            } else {
                reading.get(limit.get().toNanos(), TimeUnit.NANOSECONDS);
            }
            return true;
        } catch (TimeoutException e) {
            submitter.close();
            return false;
        } catch (CancellationException e) {
            return true; // Stopped, not timed out.
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException fault
                    ? fault
                    : new IllegalStateException("reading the jobs failed", e.getCause());
        }
    }

    private void readAll(BatchSubmitter submitter) {
        String line = firstLine;
        int number = firstNumber;
        try {
            while (line != null && offer(line, number, submitter)) {
                line = input.readLine();
                number++;
            }
        } catch (IOException e) {
            report(ExitCode.BAD_FILE, number, "the input cannot be read: " + e.getMessage());
        } finally {
            submitter.close();
        }
    }

    private boolean offer(String line, int number, BatchSubmitter submitter) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<Job> job = json.read(line, number, diagnostics).flatMap(node -> reader.read(node, diagnostics));
        diagnostics.sorted().forEach(diagnostic -> report(ExitCode.BAD_FILE, diagnostic));
        return job.filter(j -> diagnostics.isEmpty())
                .map(j -> submit(j, number, submitter))
                .orElse(true);
    }

    /** Returns whether the submitter is still open. */
    private boolean submit(Job job, int number, BatchSubmitter submitter) {
        try {
            return submitter.submit(job).isPresent();
        } catch (InvalidSettingsException e) {
            e.problems().forEach(problem -> report(ExitCode.BAD_FILE, number, problem.toString()));
        } catch (TaskFinishedException e) {
            report(ExitCode.BAD_FILE, number, e.getMessage());
        } catch (ProviderMissingException | TopologyException e) {
            report(ExitCode.PROVIDER_MISSING, number, e.getMessage());
        }
        return true;
    }

    private void report(int code, int number, String message) {
        report(code, new Diagnostic(number, message));
    }

    /** The first error determines the exit code. */
    private void report(int code, Diagnostic diagnostic) {
        if (exitCode == ExitCode.OK) {
            exitCode = code;
        }
        terminal.message("-", diagnostic);
    }

    @Override
    public int notSubmitted() {
        return 0;
    }

    @Override
    public int exitCode() {
        return exitCode;
    }
}
