package org.expool.core.pool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.expool.CapturedOutput;
import org.expool.Environment;
import org.expool.Job;
import org.expool.MemorySize;
import org.expool.Output;
import org.expool.spi.LaunchRequest;
import org.expool.spi.LaunchStep;
import org.jspecify.annotations.Nullable;

/**
 * Turns jobs into requests to the launcher: merges variables, redirects captured and grouped streams into files; and
 * collects those files when an attempt has ended.
 */
final class LaunchRequestFactory {

    private final Map<String, String> environment;
    private final Spool spool;
    private final Streams streams = new Streams();
    private final CpuPlacer placements;
    private final PoolRuntime runtime;

    LaunchRequestFactory(Environment pool, Spool spool, CpuPlacer placements, PoolRuntime runtime) {
        this.runtime = runtime;
        this.placements = placements;
        this.environment = pool.over(System.getenv());
        this.spool = spool;
    }

    LaunchRequest request(SubmittedJob entry, int slot, @Nullable MemorySize memoryLimit) {
        Job job = entry.job();
        entry.place(placements.of(entry), slot);
        return new LaunchRequest(
                entry.id(),
                slot,
                job.command().words(),
                variables(entry),
                job.workdir(),
                job.stdin(),
                destination(entry, job.stdout(), "out"),
                destination(entry, job.stderr(), "err"),
                memoryLimit,
                steps(entry));
    }

    private Map<String, String> variables(SubmittedJob entry) {
        Map<String, String> variables = entry.job().environment().over(environment);
        Map<String, String> granted = entry.grants().variables();
        Map<String, String> placed =
                CpuPlacer.variables(entry.placement(), entry.job().environment().variables());
        if (granted.isEmpty() && placed.isEmpty()) {
            return variables;
        }
        Map<String, String> all = new LinkedHashMap<>(variables);
        all.putAll(placed);
        all.putAll(granted);
        return Map.copyOf(all);
    }

    private Output destination(SubmittedJob job, Output output, String stream) {
        return Streams.isSpooled(output) ? Output.appendTo(spool.file(job.id(), job.attempt(), stream)) : output;
    }

    private List<LaunchStep> steps(SubmittedJob entry) {
        List<LaunchStep> binding = placements.steps(entry.placement());
        Output stdout = entry.job().stdout();
        Output stderr = entry.job().stderr();
        boolean logs = stdout instanceof Output.Append || stderr instanceof Output.Append;
        if (!logs) {
            return binding;
        }
        Set<Path> files = new LinkedHashSet<>();
        addLog(stdout, files);
        addLog(stderr, files);
        if (files.isEmpty()) {
            return binding;
        }
        List<LaunchStep> all = new ArrayList<>(binding);
        all.add(new LogHeader(files, entry.attempt()));
        return all;
    }

    private static void addLog(Output output, Set<Path> files) {
        if (output instanceof Output.Append append && append.header()) {
            files.add(append.path().toAbsolutePath().normalize());
        }
    }

    /** When an attempt last wrote to a file; {@link Long#MIN_VALUE} for never or unknown. */
    long lastOutput(SubmittedJob entry, int attempt) {
        Job job = entry.job();
        return Math.max(
                LastWrite.to(file(entry, attempt, job.stdout(), "out"), runtime),
                LastWrite.to(file(entry, attempt, job.stderr(), "err"), runtime));
    }

    private @Nullable Path file(SubmittedJob job, int attempt, Output output, String stream) {
        if (output instanceof Output.Append append) {
            return append.path();
        }
        return Streams.isSpooled(output) ? spool.file(job.id(), attempt, stream) : null;
    }

    /** What an attempt wrote to a captured stream; what it wrote to a grouped one is passed on. */
    Outputs take(SubmittedJob entry, int attempt) {
        Job job = entry.job();
        CapturedOutput stdout = collect(entry, attempt, job.stdout(), "out");
        CapturedOutput stderr = collect(entry, attempt, job.stderr(), "err");
        boolean grouped = Streams.isGrouped(job.stdout()) || Streams.isGrouped(job.stderr());
        if (grouped) {
            streams.pass(
                    new Streams.Part(job.stdout(), false, stdout == null ? Spool.nothing() : stdout),
                    new Streams.Part(job.stderr(), true, stderr == null ? Spool.nothing() : stderr));
            discardIfGrouped(entry, attempt, job.stdout(), "out");
            discardIfGrouped(entry, attempt, job.stderr(), "err");
        }
        return new Outputs(
                job.stdout() == Output.capture() ? stdout : null, job.stderr() == Output.capture() ? stderr : null);
    }

    private void discardIfGrouped(SubmittedJob job, int attempt, Output output, String stream) {
        if (Streams.isGrouped(output)) {
            spool.discard(job.id(), attempt, stream);
        }
    }

    private @Nullable CapturedOutput collect(SubmittedJob job, int attempt, Output output, String stream) {
        return Streams.isSpooled(output) ? spool.collect(job.id(), attempt, stream) : null;
    }

    /** What one attempt wrote to its captured streams; null where there are none. */
    record Outputs(
            @Nullable CapturedOutput stdout, @Nullable CapturedOutput stderr) {

        static final Outputs NONE = new Outputs(null, null);
    }
}
