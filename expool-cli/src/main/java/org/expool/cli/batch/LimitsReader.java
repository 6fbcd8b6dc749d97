package org.expool.cli.batch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.expool.JobBuilder;
import org.expool.Signal;
import org.expool.StopSequence;
import org.expool.Warning;
import org.expool.cli.read.BadValueException;
import org.expool.cli.read.Fields;
import org.expool.cli.read.Node;
import org.expool.cli.read.Values;

/** Reads the time limits of a job, its warning and its stop sequence. Stateless. */
final class LimitsReader {

    private static final Pattern SHARE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*%");

    private LimitsReader() {}

    /** Reads the job's fields into the builder. */
    static void read(Fields job, JobBuilder builder) {
        Optional<Double> share = job.get("timeout", LimitsReader::share).filter(value -> value >= 0);
        if (share.isPresent()) {
            builder.relativeTimeout(share.get());
        } else {
            job.read("timeout", Values::duration, builder::timeout);
        }
        job.read("cpuTimeout", Values::duration, builder::cpuTimeout);
        job.read("silenceTimeout", Values::duration, builder::silenceTimeout);
        job.read("queueTimeout", Values::duration, builder::queueTimeout);
        job.within("warning", LimitsReader::warning).ifPresent(builder::warning);
        job.read("stop", Values::text, text -> builder.stop(StopSequence.parse(text)));
    }

    /** A share of the category's median time, as in 200%; negative if the value is not a share. */
    private static double share(Node node) {
        Matcher share =
                node instanceof Node.Scalar scalar ? SHARE.matcher(scalar.text().strip()) : null;
        return share != null && share.matches() ? Double.parseDouble(share.group(1)) / 100 : -1;
    }

    private static Optional<Warning> warning(Fields parts) {
        Signal signal = parts.get("signal", LimitsReader::signal).orElse(Signal.USR1);
        Optional<Duration> before = parts.get("before", Values::duration);
        if (parts.isNull("before")) {
            parts.error("needs a time, as in {signal: USR1, before: 30s}");
        }
        return before.flatMap(time -> parts.attempt(() -> new Warning(signal, time)));
    }

    private static Signal signal(Node node) throws BadValueException {
        String name = Values.text(node);
        return Signal.named(name)
                .orElseThrow(() -> new BadValueException(
                        node.line(), "expected one of " + List.of(Signal.values()) + ", not " + node.describe()));
    }
}
