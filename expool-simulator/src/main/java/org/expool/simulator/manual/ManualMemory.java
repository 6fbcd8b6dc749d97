package org.expool.simulator.manual;

import java.util.HashMap;
import java.util.Map;
import org.expool.MemorySize;
import org.expool.spi.Availability;
import org.expool.spi.HostMemory;
import org.expool.spi.MemoryQuery;
import org.expool.spi.MemoryReading;
import org.expool.spi.MemorySampler;
import org.expool.spi.MemorySession;
import org.jspecify.annotations.Nullable;

/** Samples the memory that simulated processes use. Belongs to the pool's thread. */
final class ManualMemory implements MemorySampler, MemorySession {

    private final ManualLauncher processes;
    private final @Nullable MemorySize total;

    /**
     * Of these processes.
     *
     * @param total what they and the JVM may use; null for no sampler
     */
    ManualMemory(ManualLauncher processes, @Nullable MemorySize total) {
        this.processes = processes;
        this.total = total;
    }

    @Override
    public String name() {
        return "manual";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Availability availability() {
        return total == null
                ? Availability.unavailable("the manual pool has no memory; set ManualPool.Builder.hostMemory")
                : Availability.available();
    }

    @Override
    public MemorySession open() {
        return this;
    }

    /** All measures are the same; what is asked for and no process of the pool is this JVM, which uses nothing. */
    @Override
    public Map<Long, MemoryReading> sample(MemoryQuery query) {
        Map<Long, MemoryReading> readings = new HashMap<>();
        query.roots().forEach(root -> readings.put(root.pid(), new MemoryReading(0, query.measure(), null)));
        for (ManualProcess process : processes.running()) {
            readings.computeIfPresent(
                    process.pid(), (pid, none) -> new MemoryReading(process.residentBytes(), query.measure(), null));
        }
        return readings;
    }

    @Override
    public HostMemory host() {
        long all = total == null ? 0 : total.bytes();
        long used = processes.running().stream()
                .mapToLong(ManualProcess::residentBytes)
                .sum();
        return new HostMemory(all, Math.max(0, all - used), "the manual pool", null);
    }

    @Override
    public void close() {}
}
