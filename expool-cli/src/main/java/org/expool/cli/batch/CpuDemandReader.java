package org.expool.cli.batch;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.expool.CpuDemand;
import org.expool.JobBuilder;
import org.expool.cli.read.BadValueException;
import org.expool.cli.read.Fields;
import org.expool.cli.read.Node;
import org.expool.cli.read.Value;
import org.expool.cli.read.Values;

/** Reads the CPUs that a job needs exclusively: one of three keys. Stateless. */
public final class CpuDemandReader {

    private static final List<Unit> UNITS = List.of(
            new Unit("cpus", node -> CpuDemand.threads(Values.count(node))),
            new Unit("cores", node -> CpuDemand.cores(Values.count(node))),
            new Unit("cache", node -> CpuDemand.whole(level(node))));

    private record Unit(String key, Value<CpuDemand> demand) {}

    private CpuDemandReader() {}

    /** Reads the job's fields into the builder. */
    static void read(Fields job, JobBuilder builder) {
        List<Unit> given =
                UNITS.stream().filter(unit -> !job.isNull(unit.key())).toList();
        if (given.size() > 1) {
            String keys = UNITS.stream().map(Unit::key).collect(Collectors.joining(", "));
            job.error(given.get(1).key(), "a job can have only one of " + keys);
        } else {
            given.forEach(unit -> job.read(unit.key(), unit.demand(), builder::cpus));
        }
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
