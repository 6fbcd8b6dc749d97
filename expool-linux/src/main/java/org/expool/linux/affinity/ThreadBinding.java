package org.expool.linux.affinity;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.Optional;
import org.expool.CpuPlacement;
import org.expool.CpuSet;
import org.expool.MemoryBinding;
import org.expool.linux.kernel.Errno;
import org.expool.linux.kernel.LibC;
import org.expool.spi.LaunchStepException;
import org.jspecify.annotations.Nullable;

/** Binds the thread to which it belongs, and only on that thread. Not thread-safe. */
final class ThreadBinding {

    private final Optional<MemoryCalls> calls;
    private final Bits wanted = new Bits();
    private final Bits actual = new Bits();
    private final Bits savedCpus = new Bits();
    private final Bits savedNodes = new Bits();
    private final Memory savedMode = new Memory(Integer.BYTES);
    private boolean memoryChanged;
    private @Nullable CpuPlacement kept;

    ThreadBinding(Optional<MemoryCalls> calls) {
        this.calls = calls;
    }

    /**
     * Binds until {@link #restore}.
     *
     * @throws LaunchStepException if the kernel does not do it; then nothing has changed
     */
    void bind(CpuPlacement placement) {
        if (LibC.sched_getaffinity(0, Bits.BYTES, savedCpus.address()) < 0) {
            throw new LaunchStepException("this thread's CPU mask cannot be read: " + Errno.last(), null);
        }
        memoryChanged = false;
        try {
            bindCpus(placement.cpus());
            bindMemory(placement);
        } catch (LaunchStepException e) {
            restore();
            throw e;
        }
    }

    /** Binds until {@link #leave}; does nothing if the thread is already bound like that. */
    void keep(CpuPlacement placement) {
        if (!placement.equals(kept)) {
            leave();
            bind(placement);
            kept = placement;
        }
    }

    /** Ends what {@link #keep} has begun, if anything. */
    void leave() {
        if (kept != null) {
            kept = null;
            restore();
        }
    }

    void restore() {
        LibC.sched_setaffinity(0, Bits.BYTES, savedCpus.address());
        if (memoryChanged) {
            calls.ifPresent(numbers -> policy(numbers, savedMode.getInt(0), savedNodes));
        }
    }

    private void bindCpus(CpuSet cpus) {
        if (!cpus.isEmpty() && CpuSet.range(Bits.COUNT, CpuSet.MOST - 1).intersects(cpus)) {
            throw new LaunchStepException("CPUs " + cpus + ": Linux has no CPU above " + (Bits.COUNT - 1), null);
        }
        wanted.set(cpus);
        if (LibC.sched_setaffinity(0, Bits.BYTES, wanted.address()) < 0) {
            throw new LaunchStepException(
                    "CPUs " + cpus + " cannot be had (" + Errno.last() + "): they are offline, or not allowed to "
                            + "this process",
                    null);
        }
        LibC.sched_getaffinity(0, Bits.BYTES, actual.address());
        CpuSet missing = cpus.minus(actual.get());
        if (!missing.isEmpty()) {
            throw new LaunchStepException(
                    "of CPUs " + cpus + " the kernel grants only " + actual.get() + ": " + missing
                            + " are offline, or not allowed to this process",
                    null);
        }
    }

    /** What may not be restricted, as in a container without the capability, is no reason not to start, unless asked. */
    private void bindMemory(CpuPlacement placement) {
        if (!placement.bindsMemory()) {
            return;
        }
        boolean strict = placement.memory() == MemoryBinding.BIND;
        if (calls.isEmpty()) {
            refuse(strict, "unknown on " + System.getProperty("os.arch"));
            return;
        }
        savedNodes.clear();
        savedMode.setInt(0, (int) MemoryCalls.MPOL_DEFAULT);
        LibC.syscall(calls.get().get(), Pointer.nativeValue(savedMode), savedNodes.address(), Bits.COUNT, 0, 0);
        if (setPolicy(calls.get(), placement, strict)) {
            memoryChanged = true;
        } else {
            refuse(strict, Errno.last());
        }
    }

    private boolean setPolicy(MemoryCalls numbers, CpuPlacement placement, boolean strict) {
        wanted.set(placement.memoryNodes());
        if (strict) {
            return policy(numbers, MemoryCalls.MPOL_BIND, wanted);
        }
        if (placement.memoryNodes().size() > 1) {
            // Older kernels can prefer one node only; which is worse than to prefer none.
            return policy(numbers, MemoryCalls.MPOL_PREFERRED_MANY, wanted)
                    || Errno.last().number() == Errno.EINVAL;
        }
        return policy(numbers, MemoryCalls.MPOL_PREFERRED, wanted);
    }

    /** The kernel heeds one bit less than it is told of. */
    private static boolean policy(MemoryCalls numbers, long mode, Bits nodes) {
        boolean none = mode == MemoryCalls.MPOL_DEFAULT;
        return LibC.syscall(numbers.set(), mode, none ? 0 : nodes.address(), none ? 0 : Bits.COUNT, 0, 0) >= 0;
    }

    private static void refuse(boolean strict, Object why) {
        if (strict) {
            throw new LaunchStepException(
                    "memory cannot be bound to NUMA nodes (set_mempolicy: " + why + "); prefer them instead, or bind "
                            + "none",
                    null);
        }
    }
}
