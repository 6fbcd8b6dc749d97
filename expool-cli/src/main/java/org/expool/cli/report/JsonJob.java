package org.expool.cli.report;

import java.io.IOException;
import java.util.Locale;
import org.expool.Attempt;
import org.expool.CapturedOutput;
import org.expool.Job;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.Outcome.Signalled.Sender;
import org.expool.PeakMemory;
import org.expool.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of a job's result. Not thread-safe.
 *
 * @param json the output
 * @param terminal for messages
 */
record JsonJob(JsonFields json, Terminal terminal) {

    void write(JobResult result) {
        Job job = result.job();
        json.number("id", result.id());
        json.text("name", job.name());
        json.text("task", job.task() == null ? null : job.task().name());
        json.text("category", job.category());
        writeOutcome(result.outcome());
        json.number("attempts", result.starts());
        json.time("submittedAt", result.submittedAt());
        json.time("startedAt", result.startedAt());
        json.time("finishedAt", result.finishedAt());
        json.seconds("wallSeconds", result.startedAt() == null ? null : result.wall());
        writeUsage(result.usage());
        json.number("pid", result.pid() == 0 ? null : result.pid());
        json.text("cpus", result.cpus() == null ? null : result.cpus().toString());
        json.number("postponed", result.postponed());
        json.decimal("size", job.size());
        json.decimal("slowdown", job.slowdown());
        json.texts("params", job.params());
        json.number("voluntarySwitches", result.usage().voluntarySwitches());
        json.number("involuntarySwitches", result.usage().involuntarySwitches());
        json.number("priority", job.priority());
        json.numbers("resources", job.resources());
        writeCause(result.outcome());
        writeMore(result.usage());
        new JsonMemory(json).write(result);
        json.objects("earlierAttempts", result.earlier(), this::writeAttempt);
        captured("stdout", result.stdout());
        captured("stderr", result.stderr());
    }

    private void writeAttempt(Attempt attempt) {
        json.number("attempt", attempt.number());
        writeOutcome(attempt.outcome());
        json.time("startedAt", attempt.startedAt());
        json.time("finishedAt", attempt.finishedAt());
        json.seconds("wallSeconds", attempt.startedAt() == null ? null : attempt.wall());
        writeUsage(attempt.usage());
        json.number("pid", attempt.pid() == 0 ? null : attempt.pid());
        captured("stdout", attempt.stdout());
        captured("stderr", attempt.stderr());
    }

    private void writeOutcome(Outcome outcome) {
        json.text("outcome", outcome.kind().label());
        json.number("exitCode", exitCode(outcome));
        json.number("signal", outcome instanceof Outcome.Signalled signalled ? signalled.signal() : null);
        json.text("reason", outcome.reason().isEmpty() ? null : outcome.reason());
    }

    private static @Nullable Integer exitCode(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return failed.exitCode();
        }
        return outcome instanceof Outcome.Succeeded ? Integer.valueOf(0) : null;
    }

    private void writeUsage(Usage usage) {
        json.seconds("userSeconds", usage.user());
        json.seconds("systemSeconds", usage.system());
        PeakMemory peak = usage.peakMemory();
        json.number("peakMemoryBytes", peak == null ? null : peak.bytes());
        json.text("peakMemorySource", peak == null ? null : peak.source().label());
    }

    private void writeCause(Outcome outcome) {
        if (outcome instanceof Outcome.Chained chained) {
            json.object("chainedBy", () -> {
                json.number("id", chained.originId());
                json.text("name", chained.originName());
                json.text("cause", word(chained.cause()));
                json.text("limit", chained.limit());
            });
        } else {
            json.text("chainedBy", null);
        }
        writeTimeout(outcome instanceof Outcome.TimedOut timeout ? timeout : null);
        Sender sender = outcome instanceof Outcome.Signalled signalled ? signalled.sender() : Sender.UNKNOWN;
        json.text("signalSender", sender == Sender.UNKNOWN ? null : word(sender));
        json.text("cancelledBy", outcome instanceof Outcome.Cancelled cancelled ? word(cancelled.by()) : null);
        Outcome.NotStarted none = outcome instanceof Outcome.NotStarted notStarted ? notStarted : null;
        json.text("notStartedCause", none == null ? null : word(none.cause()));
        json.number("notStartedErrno", none == null ? null : none.errno());
    }

    private void writeMore(Usage usage) {
        Usage.CpuSource source = usage.cpuSource();
        json.text("cpuSource", source == null ? null : source.label());
        json.number("minorFaults", usage.minorFaults());
        json.number("majorFaults", usage.majorFaults());
        json.number("bytesRead", usage.bytesRead());
        json.number("bytesWritten", usage.bytesWritten());
    }

    private void writeTimeout(Outcome.@Nullable TimedOut timeout) {
        json.text("timeoutOf", timeout == null ? null : word(timeout.scope()));
        json.text("timeoutClock", timeout == null ? null : word(timeout.clock()));
        json.seconds("timeoutLimitSeconds", timeout == null ? null : timeout.limit());
        json.seconds("timeoutMeasuredSeconds", timeout == null ? null : timeout.measured());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void captured(String key, @Nullable CapturedOutput output) {
        if (output == null) {
            return;
        }
        try {
            json.text(key, output.text());
        } catch (IOException e) {
            terminal.message("captured " + key + " cannot be read: " + e.getMessage());
            json.text(key, null);
        }
    }
}
