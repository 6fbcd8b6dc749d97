package org.expool.mem.oshi;

import org.expool.spi.Availability;
import org.expool.spi.MemorySampler;
import org.expool.spi.MemorySession;
import oshi.SystemInfo;

/** Samples memory through OSHI, on every system that OSHI supports. Stateless and thread-safe. */
public final class OshiMemorySampler implements MemorySampler {

    /** Ready for use. */
    public OshiMemorySampler() {}

    @Override
    public String name() {
        return "oshi";
    }

    @Override
    public int priority() {
        return 50;
    }

    @Override
    public Availability availability() {
        try {
            new SystemInfo().getOperatingSystem().getProcessId();
            return Availability.available();
        } catch (UnsupportedOperationException | Error e) {
            // Mostly a LinkageError; but where another JNA is installed, JNA throws a plain Error.
            return Availability.unavailable("OSHI does not support this system: " + e.getMessage());
        }
    }

    @Override
    public MemorySession open() {
        SystemInfo system = new SystemInfo();
        return new OshiSession(system.getOperatingSystem(), system.getHardware().getMemory());
    }
}
