package org.expool.mem.oshi;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.expool.MemoryKind;
import org.expool.MemoryMeasure;
import org.expool.spi.HostMemory;
import org.expool.spi.MemoryQuery;
import org.expool.spi.MemoryReading;
import org.expool.spi.MemorySession;
import oshi.hardware.GlobalMemory;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** Lists all processes for each sample and derives the trees from the list. Used by one thread at a time. */
record OshiSession(OperatingSystem system, GlobalMemory memory) implements MemorySession {

    @Override
    public Map<Long, MemoryReading> sample(MemoryQuery query) {
        if (query.roots().isEmpty()) {
            return Map.of();
        }
        Map<Long, OSProcess> byPid = new HashMap<>();
        listed(query).forEach(process -> byPid.put((long) process.getProcessID(), process));
        Map<Long, List<OSProcess>> byParent =
                byPid.values().stream().collect(Collectors.groupingBy(process -> (long) process.getParentProcessID()));
        MemoryMeasure measure = query.measure() == MemoryMeasure.RSS_VMS_MIX ? query.measure() : MemoryMeasure.RESIDENT;
        Map<Long, MemoryReading> readings = new HashMap<>();
        for (MemoryQuery.Root root : query.roots()) {
            OSProcess first = byPid.get(root.pid());
            if (first != null && root.pid() > 0) {
                LongSummaryStatistics bytes = counted(first, query.kind(), byParent).stream()
                        .mapToLong(process -> bytes(process, measure))
                        .summaryStatistics();
                readings.put(
                        root.pid(),
                        new MemoryReading(
                                query.kind() == MemoryKind.HEAVIEST_OF_TREE ? bytes.getMax() : bytes.getSum(),
                                measure,
                                null));
            }
        }
        return readings;
    }

    /** All processes where descendants count, else the roots. */
    private List<OSProcess> listed(MemoryQuery query) {
        return query.kind() == MemoryKind.PROCESS
                ? query.roots().stream()
                        .map(root -> system.getProcess((int) root.pid()))
                        .filter(Objects::nonNull)
                        .toList()
                : system.getProcesses();
    }

    private static List<OSProcess> counted(OSProcess first, MemoryKind kind, Map<Long, List<OSProcess>> byParent) {
        if (kind == MemoryKind.PROCESS) {
            return List.of(first);
        }
        List<OSProcess> tree = new ArrayList<>();
        Set<Integer> seen = new HashSet<>(); // a pid used again while the list was made could close a cycle
        Deque<OSProcess> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            OSProcess process = open.pop();
            if (seen.add(process.getProcessID())) {
                tree.add(process);
                open.addAll(byParent.getOrDefault((long) process.getProcessID(), List.of()));
            }
        }
        return tree;
    }

    private static long bytes(OSProcess process, MemoryMeasure measure) {
        long resident = process.getResidentMemory();
        return measure == MemoryMeasure.RSS_VMS_MIX ? (9 * resident + process.getVirtualSize()) / 10 : resident;
    }

    @Override
    public HostMemory host() {
        return new HostMemory(memory.getTotal(), memory.getAvailable(), "the host", null);
    }

    @Override
    public void close() {
        // nothing is open
    }
}
