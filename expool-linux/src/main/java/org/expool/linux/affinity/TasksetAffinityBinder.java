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
import org.expool.spi.StartRefusedException;

/**
 * Starts commands through the taskset program of util-linux: works with every launcher and without native code, for one more
 * exec (about a millisecond). Memory then comes from the node of the CPU that first touches it, nearly as with {@link
 * MemoryBinding#PREFER}; {@link MemoryBinding#BIND} is refused. Thread-safe.
 */
public final class TasksetAffinityBinder implements AffinityBinder {

    private final Optional<Path> program;
    private final Path ownStatus;

    /** Uses the program in PATH. */
    public TasksetAffinityBinder() {
        this(SearchPath.ofThisProcess().find("taskset"), Path.of("/proc/self/status"));
    }

    /**
     * Uses this program.
     *
     * @param ownStatus the /proc status file with the allowed CPUs
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
                : Availability.unavailable("taskset is not in PATH (Debian package util-linux)");
    }

    /** A step with a prefix; the spawning thread is not bound. */
    @Override
    public LaunchStep bind(CpuPlacement placement) {
        return new TasksetStep(placement);
    }

    @Override
    public Optional<String> mismatch(long pid, CpuPlacement placement) {
        return isNotBoundYet(pid, placement) ? Optional.empty() : new ReadBack(pid).cpuMismatch(placement);
    }

    /**
     * Whether the process has not executed taskset yet, or still is taskset: its command line has the arguments of taskset.
     */
    private static boolean isNotBoundYet(long pid, CpuPlacement placement) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"))
                    .contains("taskset\0-c\0" + placement.cpus() + "\0");
        } catch (IOException gone) {
            return true;
        }
    }

    private final class TasksetStep implements LaunchStep {

        private final CpuPlacement placement;

        TasksetStep(CpuPlacement placement) {
            this.placement = placement;
        }

        /** Checks first: taskset would start the command on the available part of the mask. */
        @Override
        public List<String> prefix() {
            Path taskset = program.orElseThrow(
                    () -> new StartRefusedException("taskset is not in PATH: install util-linux", null));
            if (!Files.isExecutable(taskset)) {
                throw new StartRefusedException(taskset + " does not exist any more", null);
            }
            if (placement.bindsMemory() && placement.memory() == MemoryBinding.BIND) {
                throw new StartRefusedException(
                        "taskset cannot bind memory to NUMA nodes; use the native binder, or prefer the nodes", null);
            }
            CpuSet missing = placement.cpus().minus(allowed());
            if (!missing.isEmpty()) {
                throw new StartRefusedException(
                        "of CPUs " + placement.cpus() + " " + missing + " are offline, or not allowed to this process",
                        null);
            }
            return List.of(taskset.toString(), "-c", placement.cpus().toString());
        }

        private CpuSet allowed() {
            try {
                return ReadBack.cpus(Files.readString(ownStatus)).orElse(placement.cpus());
            } catch (IOException unreadable) {
                // Reading back detects a mask that the kernel restricts.
                return placement.cpus();
            }
        }

        @Override
        public String toString() {
            return "taskset to CPUs " + placement.cpus();
        }
    }
}
