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
import org.expool.cli.read.Diagnostics.Complaint;
import org.expool.cli.read.JsonReader;
import org.expool.cli.report.Terminal;
import org.expool.spi.TopologyException;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a stream, submitted line by line as they arrive. A thread of its own reads, as nothing can wake it from
 * there: when the work is to end before the input does, it is left behind (it is a daemon). Used by one thread.
 */
final class StreamedJobs implements JobSource {

    private final JsonReader json = new JsonReader();
    private final JobReader reader;
    private final Terminal terminal;
    private final BufferedReader input;
    private final String firstLine;
    private final int firstNumber;
    private volatile int flaw = ExitCode.OK; // written by the reading thread only

    /**
     * Continues a stream whose first line has been read.
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
    public boolean submitTo(BatchSubmitter gate, Optional<Duration> limit) throws InterruptedException {
        FutureTask<@Nullable Void> reading = new FutureTask<>(() -> readAll(gate), null);
        gate.onStop(() -> reading.cancel(false));
        Thread thread = new Thread(reading, "expool-input");
        thread.setDaemon(true);
        thread.start();
        try {
            gate.awaitUse();
            if (limit.isEmpty()) {
                reading.get();
            } else {
                reading.get(limit.get().toNanos(), TimeUnit.NANOSECONDS);
            }
            return true;
        } catch (TimeoutException e) {
            gate.close();
            return false;
        } catch (CancellationException e) {
            return true; // Stopped: not for lack of time.
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException fault
                    ? fault
                    : new IllegalStateException("reading the jobs failed", e.getCause());
        }
    }

    private void readAll(BatchSubmitter gate) {
        String line = firstLine;
        int number = firstNumber;
        try {
            while (line != null && offer(line, number, gate)) {
                line = input.readLine();
                number++;
            }
        } catch (IOException e) {
            complain(ExitCode.BAD_FILE, number, "the input cannot be read: " + e.getMessage());
        } finally {
            gate.close();
        }
    }

    private boolean offer(String line, int number, BatchSubmitter gate) {
        Diagnostics complaints = new Diagnostics();
        Optional<Job> job = json.read(line, number, complaints).flatMap(node -> reader.read(node, complaints));
        complaints.sorted().forEach(complaint -> complain(ExitCode.BAD_FILE, complaint));
        return job.filter(j -> complaints.isEmpty())
                .map(j -> submit(j, number, gate))
                .orElse(true);
    }

    /** Returns whether the gate is open. */
    private boolean submit(Job job, int number, BatchSubmitter gate) {
        try {
            return gate.submit(job).isPresent();
        } catch (InvalidSettingsException e) {
            e.problems().forEach(problem -> complain(ExitCode.BAD_FILE, number, problem.toString()));
        } catch (TaskFinishedException e) {
            complain(ExitCode.BAD_FILE, number, e.getMessage());
        } catch (ProviderMissingException | TopologyException e) {
            complain(ExitCode.PROVIDER_MISSING, number, e.getMessage());
        }
        return true;
    }

    private void complain(int code, int number, String message) {
        complain(code, new Complaint(number, message));
    }

    /** The first flaw decides how the command exits. */
    private void complain(int code, Complaint complaint) {
        if (flaw == ExitCode.OK) {
            flaw = code;
        }
        terminal.complain("-", complaint);
    }

    @Override
    public int left() {
        return 0;
    }

    @Override
    public int flaw() {
        return flaw;
    }
}
