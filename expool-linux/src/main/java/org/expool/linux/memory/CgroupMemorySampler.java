package org.expool.linux.memory;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.expool.MemoryKind;
import org.expool.MemoryMeasure;
import org.expool.PeakMemory;
import org.expool.spi.Availability;
import org.expool.spi.HostMemory;
import org.expool.spi.MemoryQuery;
import org.expool.spi.MemoryReading;
import org.expool.spi.MemorySampler;
import org.expool.spi.MemorySession;
import org.expool.spi.PressureWatch;
import org.jspecify.annotations.Nullable;

/**
 * Reads the charge and the peak of jobs' control groups. Samples only jobs with a group that accounts for memory, and only
 * the whole group. A peak is that since the group was created or its peak was reset. Stateless and thread-safe.
 */
public final class CgroupMemorySampler implements MemorySampler {

    private final Path root;

    public CgroupMemorySampler() {
        this(Path.of("/"));
    }

    CgroupMemorySampler(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "cgroup";
    }

    /** Below procfs, which samples all jobs. */
    @Override
    public int priority() {
        return 100;
    }

    @Override
    public Availability availability() {
        return new CgroupTree(root).ownAndAbove().isEmpty()
                ? Availability.unavailable("no control group of this process accounts for memory: the memory controller"
                        + " is off or not mounted")
                : Availability.available();
    }

    @Override
    public @Nullable PressureWatch watchPressure(Runnable stalled) {
        return PressureTrigger.open(PressureTrigger.fileOf(root), stalled);
    }

    @Override
    public MemorySession open() {
        return new Session(new HostMemoryReader(root));
    }

    private record Session(HostMemoryReader reader) implements MemorySession {

        @Override
        public Map<Long, MemoryReading> sample(MemoryQuery query) {
            Map<Long, MemoryReading> readings = new HashMap<>();
            for (MemoryQuery.Root job : query.roots()) {
                if (job.cell() != null && query.kind() == MemoryKind.TREE) {
                    CgroupFolder group = new CgroupFolder(job.cell());
                    if (group.accounts()) {
                        readings.put(job.pid(), read(group));
                    }
                }
            }
            return readings;
        }

        private static MemoryReading read(CgroupFolder group) {
            PeakMemory peak = group.peak().isPresent()
                    ? new PeakMemory(group.peak().getAsLong(), PeakMemory.Source.CGROUP)
                    : null;
            return new MemoryReading(group.chargedBytes(), MemoryMeasure.CHARGED, peak);
        }

        @Override
        public HostMemory host() {
            return reader.read();
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
