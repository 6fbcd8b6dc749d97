package org.expool.linux.affinity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.expool.CpuPlacement;
import org.expool.CpuSet;
import org.expool.MemoryBinding;
import org.expool.linux.proc.SearchPath;
import org.expool.spi.AffinityBinder;
import org.expool.spi.Availability;
import org.expool.spi.LaunchStep;
import org.expool.spi.LaunchStepException;

/**
 * Starts commands through the taskset program of util-linux: works with every launcher and without native code, for one
 * more exec (about a millisecond). Memory then comes from the node of the CPU that first touches it, which is nearly
 * what {@link MemoryBinding#PREFER} asks for; {@link MemoryBinding#BIND} is refused. Thread-safe.
 */
public final class TasksetAffinityBinder implements AffinityBinder {

    private final Optional<Path> program;
    private final Path ownStatus;

    /** With the program in the PATH. */
    public TasksetAffinityBinder() {
        this(SearchPath.ofThisProcess().find("taskset"), Path.of("/proc/self/status"));
    }

    /**
     * With this program.
     *
     * @param ownStatus the file that says which CPUs are allowed
     */
    TasksetAffinityBinder(Optional<Path> program, Path ownStatus) {
        this.program = program;
        this.ownStatus = ownStatus;
    }

    @Override
    public String name() {
        return "taskset";
    }

    @Override
    public int priority() {
        return 100;
    }

    @Override
    public boolean isInherited() {
        return false;
    }

    @Override
    public Availability availability() {
        return program.isPresent()
                ? Availability.available()
                : Availability.unavailable("there is no taskset in the PATH (Debian package util-linux)");
    }

    /** The spawning thread is left as it is, whosever it is. */
    @Override
    public LaunchStep bind(CpuPlacement placement) {
        return new Prefixed(placement);
    }

    @Override
    public Optional<String> mismatch(long pid, CpuPlacement placement) {
        return isStillToBind(pid, placement) ? Optional.empty() : new ReadBack(pid).cpuMismatch(placement);
    }

    /** Whether the process has not executed taskset yet, or is it: the words that follow are then still its arguments. */
    private static boolean isStillToBind(long pid, CpuPlacement placement) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"))
                    .contains("taskset\0-c\0" + placement.cpus() + "\0");
        } catch (IOException gone) {
            return true;
        }
    }

    private final class Prefixed implements LaunchStep {

        private final CpuPlacement placement;

        Prefixed(CpuPlacement placement) {
            this.placement = placement;
        }

        /** Checks first: taskset itself would start the command on what is left of the mask. */
        @Override
        public List<String> prefix() {
            Path taskset = program.orElseThrow(
                    () -> new LaunchStepException("there is no taskset in the PATH: install util-linux", null));
            if (!Files.isExecutable(taskset)) {
                throw new LaunchStepException(taskset + " is not there any more", null);
            }
            if (placement.bindsMemory() && placement.memory() == MemoryBinding.BIND) {
                throw new LaunchStepException(
                        "taskset cannot bind memory to NUMA nodes; use the native binder, or prefer them instead",
                        null);
            }
            CpuSet missing = placement.cpus().minus(allowed());
            if (!missing.isEmpty()) {
                throw new LaunchStepException(
                        "of CPUs " + placement.cpus() + " " + missing + " are offline, or not allowed to this process",
                        null);
            }
            return List.of(taskset.toString(), "-c", placement.cpus().toString());
        }

        private CpuSet allowed() {
            try {
                return ReadBack.cpus(Files.readString(ownStatus)).orElse(placement.cpus());
            } catch (IOException unreadable) {
                // Then the kernel has the last word, and reading back tells.
                return placement.cpus();
            }
        }

        @Override
        public String toString() {
            return "taskset to CPUs " + placement.cpus();
        }
    }
}
