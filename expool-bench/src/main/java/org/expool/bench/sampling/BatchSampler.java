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

/** A way to sample all jobs at once. */
interface BatchSampler extends AutoCloseable {

    /** How many jobs were sampled. */
    int sample();

    @Override
    default void close() {}

    /** The pool's sampler, with one session for all samples. */
    static BatchSampler procfs(MemoryQuery query) {
        return of(new ProcfsMemorySampler().open(), query);
    }

    /** The same with a session for each sample. */
    static BatchSampler procfsAnew(List<Long> pids) {
        ProcfsMemorySampler sampler = new ProcfsMemorySampler();
        return () -> sampler.residentBytes(pids).size();
    }

    /** OSHI's list of processes. */
    static BatchSampler oshi(MemoryQuery query) {
        return of(new OshiMemorySampler().open(), query);
    }

    private static BatchSampler of(MemorySession session, MemoryQuery query) {
        return new BatchSampler() {
            @Override
            public int sample() {
                return session.sample(query).size();
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }

    /** For each job, walks all processes of the host for its descendants, as PyExPool did. */
    static BatchSampler walks(List<Long> pids) {
        return () -> pids.stream()
                .collect(Collectors.toMap(pid -> pid, BatchSampler::walk))
                .size();
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
