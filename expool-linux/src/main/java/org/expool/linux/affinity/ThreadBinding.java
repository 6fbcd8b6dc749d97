package org.expool.linux.affinity;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.Optional;
import org.expool.CpuPlacement;
import org.expool.CpuSet;
import org.expool.MemoryBinding;
import org.expool.linux.kernel.Errno;
import org.expool.linux.kernel.LibC;
import org.expool.spi.StartRefusedException;
import org.jspecify.annotations.Nullable;

/** Binds the current thread, to which it belongs. Not thread-safe. */
final class ThreadBinding {

    private final Optional<MemoryCalls> calls;
    private final NativeMask wanted = new NativeMask();
    private final NativeMask actual = new NativeMask();
    private final NativeMask savedCpus = new NativeMask();
    private final NativeMask savedNodes = new NativeMask();
    private final Memory savedMode = new Memory(Integer.BYTES);
    private boolean memoryChanged;
    private @Nullable CpuPlacement sticky;

    ThreadBinding(Optional<MemoryCalls> calls) {
        this.calls = calls;
    }

    /**
     * Binds until {@link #restore}.
     *
     * @throws StartRefusedException if the kernel refuses or grants only a part; then the thread is unchanged
     */
    void bind(CpuPlacement placement) {
        if (LibC.sched_getaffinity(0, NativeMask.BYTES, savedCpus.address()) < 0) {
            throw new StartRefusedException("this thread's CPU mask cannot be read: " + Errno.last(), null);
        }
        memoryChanged = false;
        try {
            bindCpus(placement.cpus());
            bindMemory(placement);
        } catch (StartRefusedException e) {
            restore();
            throw e;
        }
    }

    /** Binds until {@link #restoreSticky}; does nothing if the thread already has this binding. */
    void bindSticky(CpuPlacement placement) {
        if (!placement.equals(sticky)) {
            restoreSticky();
            bind(placement);
            sticky = placement;
        }
    }

    /** Undoes {@link #bindSticky}, if it is in force. */
    void restoreSticky() {
        if (sticky != null) {
            sticky = null;
            restore();
        }
    }

    void restore() {
        LibC.sched_setaffinity(0, NativeMask.BYTES, savedCpus.address());
        if (memoryChanged) {
            calls.ifPresent(numbers -> policy(numbers, savedMode.getInt(0), savedNodes));
        }
    }

    private void bindCpus(CpuSet cpus) {
        if (!cpus.isEmpty() && CpuSet.range(NativeMask.COUNT, CpuSet.LIMIT - 1).intersects(cpus)) {
            throw new StartRefusedException(
                    "CPUs " + cpus + ": Linux has no CPU above " + (NativeMask.COUNT - 1), null);
        }
        wanted.set(cpus);
        if (LibC.sched_setaffinity(0, NativeMask.BYTES, wanted.address()) < 0) {
            throw new StartRefusedException(
                    "CPUs " + cpus + " are unavailable (" + Errno.last() + "): they are offline, or not allowed to "
                            + "this process",
                    null);
        }
        LibC.sched_getaffinity(0, NativeMask.BYTES, actual.address());
        CpuSet missing = cpus.minus(actual.get());
        if (!missing.isEmpty()) {
            throw new StartRefusedException(
                    "of CPUs " + cpus + " the kernel grants only " + actual.get() + ": " + missing
                            + " are offline, or not allowed to this process",
                    null);
        }
    }

    /**
     * A preference that the kernel refuses, for instance in a container without the capability, does not refuse the start.
     */
    private void bindMemory(CpuPlacement placement) {
        if (!placement.bindsMemory()) {
            return;
        }
        boolean strict = placement.memory() == MemoryBinding.BIND;
        if (calls.isEmpty()) {
            refuseIfStrict(strict, "unknown on " + System.getProperty("os.arch"));
            return;
        }
        savedNodes.clear();
        savedMode.setInt(0, (int) MemoryCalls.MPOL_DEFAULT);
        LibC.syscall(calls.get().get(), Pointer.nativeValue(savedMode), savedNodes.address(), NativeMask.COUNT, 0, 0);
        if (setPolicy(calls.get(), placement, strict)) {
            memoryChanged = true;
        } else {
            refuseIfStrict(strict, Errno.last());
        }
    }

    private boolean setPolicy(MemoryCalls numbers, CpuPlacement placement, boolean strict) {
        wanted.set(placement.memoryNodes());
        if (strict) {
            return policy(numbers, MemoryCalls.MPOL_BIND, wanted);
        }
        if (placement.memoryNodes().size() > 1) {
            // Older kernels can prefer only one node, which is worse than none.
            return policy(numbers, MemoryCalls.MPOL_PREFERRED_MANY, wanted)
                    || Errno.last().number() == Errno.EINVAL;
        }
        return policy(numbers, MemoryCalls.MPOL_PREFERRED, wanted);
    }

    /** The kernel uses one bit less than the given count. */
    private static boolean policy(MemoryCalls numbers, long mode, NativeMask nodes) {
        boolean none = mode == MemoryCalls.MPOL_DEFAULT;
        return LibC.syscall(numbers.set(), mode, none ? 0 : nodes.address(), none ? 0 : NativeMask.COUNT, 0, 0) >= 0;
    }

    private static void refuseIfStrict(boolean strict, Object why) {
        if (strict) {
            throw new StartRefusedException(
                    "memory cannot be bound to NUMA nodes (set_mempolicy: " + why + "); prefer the nodes, or bind "
                            + "none",
                    null);
        }
    }
}
