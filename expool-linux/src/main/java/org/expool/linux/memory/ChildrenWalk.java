package org.expool.linux.memory;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Goes down from each root by the kernel's own lists of children (/proc/PID/task/TID/children, one of each thread, where
 * the kernel is built with CONFIG_PROC_CHILDREN). Costs by the size of the trees, whatever else runs on the machine. The
 * lists may miss a child that is born meanwhile (proc(5)). Immutable and thread-safe.
 */
record ChildrenWalk(Path proc) {

    /** Whether the kernel has such lists. */
    boolean supported() {
        return Files.exists(proc.resolve("self/task/" + ProcessHandle.current().pid() + "/children"));
    }

    /** The resident pages of each root's tree; roots that are not there are absent. */
    Map<Long, Long> residentPages(Collection<Long> roots) {
        Map<Long, Long> pages = new HashMap<>();
        for (Long root : roots) {
            if (Files.exists(proc.resolve(root + "/stat"))) {
                pages.put(root, residentPages(root));
            }
        }
        return pages;
    }

    private long residentPages(Long root) {
        long sum = 0;
        Deque<Long> open = new ArrayDeque<>(List.of(root));
        // A pid that is reused while we read could close a circle.
        Set<Long> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Long pid = open.pop();
            if (seen.add(pid)) {
                try {
                    Path process = proc.resolve(pid.toString());
                    sum += ProcessStat.read(process)
                            .map(ProcessStat::residentPages)
                            .orElse(0L);
                    addChildren(process, open);
                } catch (IOException | DirectoryIteratorException vanished) {
                    // it has ended since it was listed, and counts no more
                }
            }
        }
        return sum;
    }

    private static void addChildren(Path process, Deque<Long> open) throws IOException {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
            for (Path thread : threads) {
                String children = Files.readString(thread.resolve("children")).strip();
                if (!children.isEmpty()) {
                    for (String child : children.split(" ")) {
                        open.add(Long.valueOf(child));
                    }
                }
            }
        }
    }
}
