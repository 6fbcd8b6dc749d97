package org.expool.bench.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.expool.CpuSet;

/**
 * The sysfs of a very large machine: 2 packages of 4 NUMA nodes of 16 L3 caches of 8 cores of 2 threads, 2,048 CPUs in
 * block enumeration. Immutable and thread-safe.
 *
 * @param folder it is written to
 */
record LargeTopology(Path folder) {

    static final int CPUS = 2048;
    private static final int CORES = CPUS / 2;
    private static final int CORES_OF_PACKAGE = CORES / 2;
    private static final int CORES_OF_NODE = CORES / 8;
    private static final int CORES_OF_L3 = 8;

    /**
     * Writes about 45,000 small files, as a kernel shows them.
     *
     * @throws UncheckedIOException if there is no room
     */
    void write() {
        Path system = folder.resolve("sys/devices/system");
        put(system.resolve("cpu/online"), "0-" + (CPUS - 1) + "\n");
        for (int cpu = 0; cpu < CPUS; cpu++) {
            Path own = system.resolve("cpu/cpu" + cpu);
            int core = cpu % CORES;
            put(own.resolve("topology/core_id"), core + "\n");
            put(own.resolve("topology/core_cpus"), mask(core, 1));
            put(own.resolve("topology/package_cpus"), mask(core, CORES_OF_PACKAGE));
            cache(own.resolve("cache/index0"), 1, "Data", "32K", mask(core, 1));
            cache(own.resolve("cache/index1"), 1, "Instruction", "32K", mask(core, 1));
            cache(own.resolve("cache/index2"), 2, "Unified", "1024K", mask(core, 1));
            cache(own.resolve("cache/index3"), 3, "Unified", "32768K", mask(core, CORES_OF_L3));
        }
        for (int node = 0; node < CORES / CORES_OF_NODE; node++) {
            Path own = system.resolve("node/node" + node);
            put(own.resolve("cpumap"), mask(node * CORES_OF_NODE, CORES_OF_NODE));
            put(own.resolve("meminfo"), "Node " + node + " MemTotal:  134217728 kB\n");
        }
    }

    private static void cache(Path index, int level, String type, String size, String sharers) {
        put(index.resolve("level"), level + "\n");
        put(index.resolve("type"), type + "\n");
        put(index.resolve("size"), size + "\n");
        put(index.resolve("shared_cpu_map"), sharers);
    }

    /** Both threads of all cores of the core's group of this size. */
    private static String mask(int core, int group) {
        int first = core / group * group;
        long[] words = CpuSet.range(first, first + group - 1)
                .union(CpuSet.range(first + CORES, first + CORES + group - 1))
                .toWords();
        StringBuilder text = new StringBuilder();
        for (int i = CPUS / Long.SIZE - 1; i >= 0; i--) {
            long word = i < words.length ? words[i] : 0;
            text.append(String.format("%08x,%08x%s", word >>> 32, word & 0xffffffffL, i == 0 ? "\n" : ","));
        }
        return text.toString();
    }

    private static void put(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
