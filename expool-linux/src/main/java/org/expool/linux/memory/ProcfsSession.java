package org.expool.linux.memory;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.expool.MemoryKind;
import org.expool.MemoryMeasure;
import org.expool.spi.MachineMemory;
import org.expool.spi.MemoryQuery;
import org.expool.spi.MemoryReading;
import org.expool.spi.MemorySession;
import org.jspecify.annotations.Nullable;

/** Reads each process of the jobs once for a look. Used by one thread at a time. */
final class ProcfsSession implements MemorySession {

    /** A line of statm has seven numbers of at most 20 digits. */
    private static final int LONGEST_LINE = 160;

    private final JobTrees trees;
    private final MachineReader machine;
    private final long pageSize;
    private final byte[] buffer = new byte[LONGEST_LINE];

    ProcfsSession(Path proc, MachineReader machine, long pageSize) {
        trees = new JobTrees(proc);
        this.machine = machine;
        this.pageSize = pageSize;
    }

    @Override
    public Map<Long, MemoryReading> sample(MemoryQuery query) {
        List<Long> roots = query.roots().stream().map(MemoryQuery.Root::pid).toList();
        trees.update(roots);
        Map<Long, MemoryReading> readings = new HashMap<>();
        for (long root : roots) {
            MemoryReading reading = read(root, query.kind(), possible(query.measure()));
            if (reading != null) {
                readings.put(root, reading);
            }
        }
        return readings;
    }

    private static MemoryMeasure possible(MemoryMeasure asked) {
        return asked == MemoryMeasure.CHARGED ? MemoryMeasure.RESIDENT : asked;
    }

    private @Nullable MemoryReading read(long root, MemoryKind kind, MemoryMeasure asked) {
        long sum = 0;
        long heaviest = 0;
        MemoryMeasure taken = asked;
        for (JobProcess process : List.copyOf(trees.of(root))) {
            boolean first = process.pid() == root;
            if (first || kind != MemoryKind.PROCESS) {
                long bytes = process.bytes(asked, pageSize, buffer);
                if (bytes == JobProcess.GONE && first) {
                    trees.forget(root);
                    return null;
                }
                if (bytes == JobProcess.GONE) {
                    trees.forget(root, process);
                } else {
                    sum += bytes;
                    heaviest = Math.max(heaviest, bytes);
                    taken = process.isProportional() ? taken : MemoryMeasure.RESIDENT;
                }
            }
        }
        return trees.of(root).isEmpty()
                ? null
                : new MemoryReading(
                        kind == MemoryKind.HEAVIEST_OF_TREE ? heaviest : sum,
                        asked == MemoryMeasure.PROPORTIONAL ? taken : asked,
                        null);
    }

    @Override
    public MachineMemory machine() {
        return machine.read();
    }

    @Override
    public void close() {
        trees.close();
    }
}
