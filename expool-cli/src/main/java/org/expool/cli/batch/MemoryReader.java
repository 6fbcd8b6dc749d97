package org.expool.cli.batch;

import java.util.Map;
import java.util.Optional;
import org.expool.JobBuilder;
import org.expool.MemoryKind;
import org.expool.MemoryLimit;
import org.expool.MemoryMeasure;
import org.expool.MemoryRetry;
import org.expool.MemorySize;
import org.expool.PoolBuilder;
import org.expool.cli.read.BadValueException;
import org.expool.cli.read.Fields;
import org.expool.cli.read.Node;
import org.expool.cli.read.Values;

/** Reads the memory settings of pools and jobs. Stateless. */
final class MemoryReader {

    private static final Map<String, MemoryKind> KINDS = Map.of(
            "process", MemoryKind.PROCESS, "heaviest-of-tree", MemoryKind.HEAVIEST_OF_TREE, "tree", MemoryKind.TREE);

    private static final Map<String, MemoryMeasure> MEASURES = Map.of(
            "resident", MemoryMeasure.RESIDENT,
            "proportional", MemoryMeasure.PROPORTIONAL,
            "rss-vms-mix", MemoryMeasure.RSS_VMS_MIX,
            "seed-mean", MemoryMeasure.RSS_VMS_MIX, // older name
            "charged", MemoryMeasure.CHARGED);

    private MemoryReader() {}

    static void read(Fields fields, PoolBuilder builder) {
        fields.read("memoryLimit", MemoryReader::limit, builder::memoryLimit);
        fields.read("reserve", Values::size, builder::reserve);
        fields.read("memoryKind", MemoryReader::kind, builder::memoryKind);
        fields.read("memoryMeasure", MemoryReader::measure, builder::memoryMeasure);
        fields.read("terminationPolicy", Values::text, builder::terminationPolicy);
        fields.read("history", Values::path, builder::history);
    }

    static void read(Fields fields, JobBuilder builder) {
        fields.read("memory", Values::size, builder::memory);
        fields.read("memoryFixed", Values::flag, builder::memoryFixed);
        fields.read("memoryLimit", Values::size, builder::memoryLimit);
        fields.read("memoryKind", MemoryReader::kind, builder::memoryKind);
        fields.read("memoryMeasure", MemoryReader::measure, builder::memoryMeasure);
        fields.within("retryMemory", MemoryReader::retry).ifPresent(builder::memoryRetry);
    }

    private static Optional<MemoryRetry> retry(Fields fields) {
        if (fields.isNull("max")) {
            fields.error("max", "is required: the largest limit, as in {factor: 2, max: 16GiB}");
        }
        Optional<MemorySize> max = fields.get("max", Values::size);
        double factor = fields.get("factor", Values::number).orElse(2.0);
        return max.flatMap(most -> fields.attempt(() -> new MemoryRetry(factor, most)));
    }

    private static MemoryLimit limit(Node node) throws BadValueException {
        try {
            return MemoryLimit.parse(Values.text(node));
        } catch (IllegalArgumentException e) {
            throw new BadValueException(node.line(), String.valueOf(e.getMessage()));
        }
    }

    private static MemoryKind kind(Node node) throws BadValueException {
        return oneOf(KINDS, "process, heaviest-of-tree or tree", node);
    }

    private static MemoryMeasure measure(Node node) throws BadValueException {
        return oneOf(MEASURES, "resident, proportional, rss-vms-mix or charged", node);
    }

    private static <T> T oneOf(Map<String, T> values, String expected, Node node) throws BadValueException {
        T value = values.get(Values.text(node));
        if (value == null) {
            throw new BadValueException(node.line(), "expected " + expected + ", not " + node.describe());
        }
        return value;
    }
}
