package org.expool.cli.batch;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.expool.CpuDemand;
import org.expool.JobBuilder;
import org.expool.cli.read.BadValueException;
import org.expool.cli.read.Fields;
import org.expool.cli.read.Node;
import org.expool.cli.read.Values;

/** Reads which CPUs a job needs for itself: one of three keys. Stateless. */
public final class CpuDemandReader {

    static final List<String> KEYS = List.of("cpus", "cores", "cache");

    private CpuDemandReader() {}

    /** Sets what the job's fields say. */
    static void read(Fields job, JobBuilder builder) {
        List<String> given = KEYS.stream().filter(key -> !job.isNull(key)).toList();
        if (given.size() > 1) {
            job.complain(given.get(1), "a job asks for one of " + String.join(", ", KEYS));
            return;
        }
        Optional<CpuDemand> threads =
                job.get("cpus", Values::count).flatMap(count -> job.attempt(() -> CpuDemand.threads(count)));
        threads.or(() -> job.get("cores", Values::count).flatMap(count -> job.attempt(() -> CpuDemand.cores(count))))
                .or(() -> job.get("cache", CpuDemandReader::level).map(CpuDemand::whole))
                .ifPresent(builder::cpus);
    }

    private static CpuDemand.Level level(Node node) throws BadValueException {
        return level(Values.text(node))
                .orElseThrow(
                        () -> new BadValueException(node.line(), "expected l2, l3 or node, not " + node.describe()));
    }

    /** The level of this label; empty if there is none. */
    public static Optional<CpuDemand.Level> level(String label) {
        return Stream.of(CpuDemand.Level.values())
                .filter(level -> level.label().equals(label))
                .findFirst();
    }
}
