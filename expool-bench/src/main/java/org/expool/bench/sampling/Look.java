package org.expool.bench.sampling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.expool.linux.memory.ProcfsMemorySampler;
import org.expool.mem.oshi.OshiMemorySampler;
import org.expool.spi.MemoryQuery;
import org.expool.spi.MemorySession;

/** A way to look at all jobs at once. */
interface Look extends AutoCloseable {

    /** How many jobs were seen. */
    int look();

    @Override
    default void close() {}

    /** The pool's own: a session that remembers. */
    static Look procfs(MemoryQuery query) {
        return of(new ProcfsMemorySampler().open(), query);
    }

    /** The same without memory: a session for each look. */
    static Look procfsAnew(List<Long> pids) {
        ProcfsMemorySampler sampler = new ProcfsMemorySampler();
        return () -> sampler.residentBytes(pids).size();
    }

    /** OSHI's list of processes. */
    static Look oshi(MemoryQuery query) {
        return of(new OshiMemorySampler().open(), query);
    }

    private static Look of(MemorySession session, MemoryQuery query) {
        return new Look() {
            @Override
            public int look() {
                return session.sample(query).size();
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }

    /** For each job all processes of the machine are gone through for its descendants, as PyExPool did. */
    static Look walks(List<Long> pids) {
        return () ->
                pids.stream().collect(Collectors.toMap(pid -> pid, Look::walk)).size();
    }

    private static long walk(long root) {
        Stream<Long> tree = ProcessHandle.of(root).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(ProcessHandle::pid);
        return tree.mapToLong(pid -> {
                    try {
                        String pages = Files.readString(Path.of("/proc", pid.toString(), "statm"));
                        return Long.parseLong(pages.split(" ")[1]);
                    } catch (IOException ended) {
                        return 0;
                    }
                })
                .sum();
    }
}
