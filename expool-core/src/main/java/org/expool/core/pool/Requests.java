package org.expool.core.pool;

import java.util.List;
import java.util.Map;
import org.expool.CapturedOutput;
import org.expool.Environment;
import org.expool.Job;
import org.expool.Output;
import org.expool.spi.LaunchRequest;
import org.jspecify.annotations.Nullable;

/** Turns jobs into requests to the launcher: variables merged, captured streams led into files. */
final class Requests {

    private final Map<String, String> environment;
    private final Spool spool;

    Requests(Environment pool, Spool spool) {
        this.environment = pool.over(System.getenv());
        this.spool = spool;
    }

    LaunchRequest request(SubmittedJob entry, int slot) {
        Job job = entry.job();
        return new LaunchRequest(
                entry.id(),
                slot,
                job.command().words(),
                job.environment().over(environment),
                job.workdir(),
                job.stdin(),
                destination(entry, job.stdout(), "out"),
                destination(entry, job.stderr(), "err"),
                List.of());
    }

    private Output destination(SubmittedJob job, Output output, String stream) {
        return output == Output.capture() ? Output.appendTo(spool.file(job.id(), stream)) : output;
    }

    @Nullable
    CapturedOutput stdout(SubmittedJob job) {
        return captured(job, job.job().stdout(), "out");
    }

    @Nullable
    CapturedOutput stderr(SubmittedJob job) {
        return captured(job, job.job().stderr(), "err");
    }

    private @Nullable CapturedOutput captured(SubmittedJob job, Output output, String stream) {
        return output == Output.capture() ? spool.collect(job.id(), stream) : null;
    }
}
