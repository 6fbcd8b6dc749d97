package org.expool.linux.memory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.expool.MemoryKind;
import org.expool.MemoryMeasure;
import org.expool.spi.HostMemory;
import org.expool.spi.MemoryQuery;
import org.expool.spi.MemoryReading;
import org.expool.spi.MemorySession;
import org.jspecify.annotations.Nullable;

/** Reads each process of the jobs once per sample. Used by one thread at a time. */
final class ProcfsSession implements MemorySession {

    /** A line of statm has seven numbers of at most 20 digits. */
    private static final int LONGEST_LINE = 160;

    private final JobTrees trees;
    private final SingleProcesses singles;
    private final HostMemoryReader host;
    private final long pageSize;
    private final byte[] buffer = new byte[LONGEST_LINE];

    ProcfsSession(Path proc, HostMemoryReader host, long pageSize) {
        trees = new JobTrees(proc);
        singles = new SingleProcesses(proc);
        this.host = host;
        this.pageSize = pageSize;
    }

    @Override
    public Map<Long, MemoryReading> sample(MemoryQuery query) {
        Map<Long, MemoryReading> readings = new HashMap<>();
        List<Long> roots = new ArrayList<>();
        for (MemoryQuery.Root root : query.roots()) {
            MemoryReading charged = charged(root, query);
            if (charged != null) {
                readings.put(root.pid(), charged);
            } else {
                roots.add(root.pid());
            }
        }
        boolean single = query.kind() == MemoryKind.PROCESS;
        if (single) {
            singles.update(roots);
        } else if (!roots.isEmpty()) {
            trees.update(roots);
        }
        for (long root : roots) {
            MemoryMeasure measure = possible(query.measure());
            MemoryReading reading = single ? read(root, measure) : read(root, query.kind(), measure);
            if (reading != null) {
                readings.put(root, reading);
            }
        }
        return readings;
    }

    /** Only a control group has a charge, and only for the whole tree. */
    private static @Nullable MemoryReading charged(MemoryQuery.Root root, MemoryQuery query) {
        boolean asked = query.measure() == MemoryMeasure.CHARGED && query.kind() == MemoryKind.TREE;
        if (!asked || root.cell() == null) {
            return null;
        }
        CgroupFolder group = new CgroupFolder(root.cell());
        return group.accounts() ? new MemoryReading(group.chargedBytes(), MemoryMeasure.CHARGED, null) : null;
    }

    private static MemoryMeasure possible(MemoryMeasure asked) {
        return asked == MemoryMeasure.CHARGED ? MemoryMeasure.RESIDENT : asked;
    }

    private @Nullable MemoryReading read(long pid, MemoryMeasure asked) {
        JobProcess process = singles.of(pid);
        long bytes = process == null ? JobProcess.GONE : process.bytes(asked, pageSize, buffer);
        if (process != null && bytes == JobProcess.GONE) {
            singles.forget(process);
        }
        if (process == null || bytes == JobProcess.GONE) {
            return null;
        }
        boolean refused = asked == MemoryMeasure.PROPORTIONAL && !process.isProportional();
        return new MemoryReading(bytes, refused ? MemoryMeasure.RESIDENT : asked, null);
    }

    private @Nullable MemoryReading read(long root, MemoryKind kind, MemoryMeasure asked) {
        long sum = 0;
        long heaviest = 0;
        MemoryMeasure taken = asked;
        for (JobProcess process : List.copyOf(trees.of(root))) {
            long bytes = process.bytes(asked, pageSize, buffer);
            if (bytes == JobProcess.GONE && process.pid() == root) {
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
        return trees.of(root).isEmpty()
                ? null
                : new MemoryReading(
                        kind == MemoryKind.HEAVIEST_OF_TREE ? heaviest : sum,
                        asked == MemoryMeasure.PROPORTIONAL ? taken : asked,
                        null);
    }

    @Override
    public HostMemory host() {
        return host.read();
    }

    @Override
    public void close() {
        trees.close();
        singles.close();
    }
}
