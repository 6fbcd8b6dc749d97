package org.expool.linux.memory;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All processes at about one moment, as a forest. Immutable and thread-safe. */
final class ProcessTable {

    private final Map<Long, ProcessStat> byPid;
    private final Map<Long, List<ProcessStat>> byParent;

    ProcessTable(Collection<ProcessStat> processes) {
        byPid = processes.stream().collect(Collectors.toMap(ProcessStat::pid, process -> process, (a, b) -> b));
        byParent = byPid.values().stream().collect(Collectors.groupingBy(ProcessStat::parent));
    }

    /** The resident pages of each root's tree; roots that are not there are absent. */
    Map<Long, Long> residentPages(Collection<Long> roots) {
        Map<Long, Long> pages = new HashMap<>();
        for (Long root : roots) {
            residentPages(root).ifPresent(sum -> pages.put(root, sum));
        }
        return pages;
    }

    private Optional<Long> residentPages(Long root) {
        ProcessStat top = byPid.get(root);
        if (top == null) {
            return Optional.empty();
        }
        long sum = 0;
        Deque<ProcessStat> open = new ArrayDeque<>(List.of(top));
        // The sweep takes time, and a reused pid could close a circle.
        Set<Long> seen = new HashSet<>();
        while (!open.isEmpty()) {
            ProcessStat process = open.pop();
            if (seen.add(process.pid())) {
                sum += process.residentPages();
                open.addAll(byParent.getOrDefault(process.pid(), List.of()));
            }
        }
        return Optional.of(sum);
    }
}
