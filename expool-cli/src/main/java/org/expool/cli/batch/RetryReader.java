package org.expool.cli.batch;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.expool.Retry;
import org.expool.cli.read.BadValueException;
import org.expool.cli.read.DidYouMean;
import org.expool.cli.read.Fields;
import org.expool.cli.read.Node;
import org.expool.cli.read.Values;

/** Reads the retry policy of a job: a number of attempts, or a mapping. Stateless. */
final class RetryReader {

    private RetryReader() {}

    /** The job's {@code retry}; empty if it is absent or invalid. */
    static Optional<Retry> read(Fields job) {
        if (!job.isMapping("retry")) {
            return job.get("retry", node -> Retry.times(Values.count(node)));
        }
        return job.within("retry", RetryReader::parts);
    }

    private static Optional<Retry> parts(Fields parts) {
        if (parts.isNull("attempts")) {
            parts.error("needs attempts, as in {attempts: 3, backoff: 1s}");
        }
        Retry usual = Retry.times(2);
        Optional<Integer> attempts = parts.get("attempts", Values::count);
        Set<Retry.On> on = parts.get("on", RetryReader::outcomes).orElse(usual.on());
        Duration backoff = parts.get("backoff", Values::duration).orElse(usual.backoff());
        double factor = parts.get("factor", Values::number).orElse(usual.factor());
        Duration maxBackoff = parts.get("maxBackoff", Values::duration).orElse(usual.maxBackoff());
        double jitter = parts.get("jitter", Values::number).orElse(usual.jitter());
        return parts.attempt(() -> new Retry(attempts.orElse(1), on, backoff, factor, maxBackoff, jitter));
    }

    private static Set<Retry.On> outcomes(Node node) throws BadValueException {
        Map<String, Retry.On> known = new LinkedHashMap<>();
        known.put("failed", Retry.On.FAILED);
        known.put("timed-out", Retry.On.TIMED_OUT);
        known.put("not-started", Retry.On.NOT_STARTED);
        known.put("lost", Retry.On.LOST);
        Set<Retry.On> outcomes = EnumSet.noneOf(Retry.On.class);
        for (String word : Values.names(node)) {
            Retry.On outcome = known.get(word);
            if (outcome == null) {
                String hint = DidYouMean.to(word, known.keySet())
                        .map(near -> "did you mean '" + near + "'?")
                        .orElseGet(() -> "expected one of " + String.join(", ", known.keySet()));
                throw new BadValueException(node.line(), "'" + word + "' is not an outcome to retry on; " + hint);
            }
            outcomes.add(outcome);
        }
        return outcomes;
    }
}
