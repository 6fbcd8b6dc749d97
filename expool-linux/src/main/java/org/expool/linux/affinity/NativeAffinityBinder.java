package org.expool.linux.affinity;

import java.util.Optional;
import org.expool.CpuPlacement;
import org.expool.linux.kernel.Errno;
import org.expool.linux.kernel.LibC;
import org.expool.spi.AffinityBinder;
import org.expool.spi.Availability;
import org.expool.spi.LaunchStep;

/**
 * Binds the spawning thread, whose CPU mask and memory policy the new process inherits: needs no additional exec, and the
 * job never runs elsewhere. Thread-safe.
 */
public final class NativeAffinityBinder implements AffinityBinder {

    private final ThreadLocal<ThreadBinding> bindings =
            ThreadLocal.withInitial(() -> new ThreadBinding(MemoryCalls.here()));

    /** Loads no native code yet. */
    public NativeAffinityBinder() {}

    @Override
    public String name() {
        return "native";
    }

    @Override
    public int priority() {
        return 200;
    }

    @Override
    public boolean isInherited() {
        return true;
    }

    @Override
    public Availability availability() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return Availability.unavailable("sched_setaffinity needs Linux");
        }
        try {
            return LibC.sched_getaffinity(0, NativeMask.BYTES, new NativeMask().address()) < 0
                    ? Availability.unavailable("the kernel refuses sched_getaffinity: " + Errno.last())
                    : Availability.available();
        } catch (Error e) {
            // Mostly a LinkageError; but where another JNA is installed, JNA throws a plain Error.
            return Availability.unavailable("JNA cannot be loaded here: " + e);
        }
    }

    @Override
    public LaunchStep bind(CpuPlacement placement) {
        return new PerSpawnBinding(placement);
    }

    @Override
    public Optional<String> mismatch(long pid, CpuPlacement placement) {
        return new ReadBack(pid).cpuMismatch(placement).or(() -> new ReadBack(pid).memoryMismatch(placement));
    }

    /** Binds a thread that also does other work, for one spawn. */
    private final class PerSpawnBinding implements LaunchStep {

        private final CpuPlacement placement;

        PerSpawnBinding(CpuPlacement placement) {
            this.placement = placement;
        }

        @Override
        public void beforeSpawn() {
            bindings.get().bind(placement);
        }

        @Override
        public void afterSpawn() {
            bindings.get().restore();
        }

        @Override
        public LaunchStep onSpawnerThread() {
            return new StickyBinding(bindings, placement);
        }

        @Override
        public String toString() {
            return "native binding to CPUs " + placement.cpus();
        }
    }

    /** Binds a thread that does nothing but spawn, until another binding is needed. */
    private record StickyBinding(ThreadLocal<ThreadBinding> bindings, CpuPlacement placement) implements LaunchStep {

        @Override
        public boolean isSticky() {
            return true;
        }

        @Override
        public void beforeSpawn() {
            bindings.get().bindSticky(placement);
        }

        @Override
        public void restore() {
            bindings.get().restoreSticky();
        }

        @Override
        public String toString() {
            return "native binding to CPUs " + placement.cpus();
        }
    }
}
