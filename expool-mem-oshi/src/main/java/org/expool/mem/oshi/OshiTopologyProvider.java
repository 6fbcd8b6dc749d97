package org.expool.mem.oshi;

import org.expool.CpuTopology;
import org.expool.MemorySize;
import org.expool.spi.Availability;
import org.expool.spi.TopologyException;
import org.expool.spi.TopologyProvider;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;

/**
 * Reads the topology from OSHI, which knows cores, packages, NUMA nodes and kinds of cores on many platforms, but neither
 * which CPUs share a cache nor which are allowed to this process. Thread-safe.
 */
public final class OshiTopologyProvider implements TopologyProvider {

    /** Loads no native code yet. */
    public OshiTopologyProvider() {}

    @Override
    public String name() {
        return "oshi";
    }

    @Override
    public int priority() {
        return 50;
    }

    /** Does not read the hardware, which takes time. */
    @Override
    public Availability availability() {
        try {
            return new SystemInfo().isAvailable()
                    ? Availability.available()
                    : Availability.unavailable("OSHI does not support this platform");
        } catch (RuntimeException | Error e) {
            return Availability.unavailable("OSHI cannot be loaded here: " + e);
        }
    }

    @Override
    public CpuTopology topology() {
        try {
            SystemInfo system = new SystemInfo();
            CentralProcessor processor = system.getHardware().getProcessor();
            MemorySize memory = MemorySize.ofBytes(
                    Math.max(0, system.getHardware().getMemory().getTotal()));
            return OshiTopology.of(processor.getLogicalProcessors(), processor.getPhysicalProcessors(), memory);
        } catch (RuntimeException | Error e) {
            throw new TopologyException("OSHI cannot read the topology of this host: " + e, e);
        }
    }
}
