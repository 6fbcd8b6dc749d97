package org.expool.linux.containment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.expool.linux.kernel.Errno;
import org.expool.linux.kernel.LibC;
import org.expool.linux.proc.PoolId;
import org.expool.linux.proc.Procfs;
import org.expool.spi.Availability;
import org.expool.spi.Containment;
import org.expool.spi.ContainmentSession;
import org.expool.spi.Guarantee;
import org.expool.spi.StartRefusedException;

/**
 * A PID namespace for each slot: as root, or without privileges where the kernel allows user namespaces. Jobs see other pids
 * than /proc shows them. Needs Linux 5.3 and unshare and nsenter of util-linux. Thread-safe.
 */
public final class NamespaceContainment implements Containment {

    private final Procfs procfs = new Procfs(Path.of("/proc"));
    private final List<NamespaceEntry> entries;

    /** Checks nothing yet. */
    public NamespaceContainment() {
        this(List.of(NamespaceEntry.values()));
    }

    /** With these ways of entry only. */
    NamespaceContainment(List<NamespaceEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    @Override
    public String name() {
        return "pid-namespace";
    }

    @Override
    public int priority() {
        return 290;
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.STRICT;
    }

    @Override
    public Availability availability() {
        Optional<String> missing = Prerequisites.missing(procfs);
        if (missing.isPresent()) {
            return Availability.unavailable(missing.get());
        }
        List<String> failures = new ArrayList<>();
        for (NamespaceEntry entry : entries) {
            String failure = entry.failure();
            if (failure.isEmpty()) {
                return Availability.available();
            }
            failures.add(entry + ": " + failure);
        }
        return Availability.unavailable(String.join("; ", failures));
    }

    private Optional<NamespaceEntry> entry() {
        return entries.stream().filter(entry -> entry.failure().isEmpty()).findFirst();
    }

    /**
     * Opens the cells of one pool; only where {@link #availability} says available.
     *
     * @throws org.expool.ExpoolException if the guard cannot be started, or no descriptor is left
     */
    @Override
    public ContainmentSession open(String pool) {
        NamespaceEntry entry = entry().orElseThrow();
        Marker marker = Marker.ofPool(PoolId.next(procfs), procfs, System.getenv(Marker.VARIABLE));
        Guard guard = new Guard(pool, marker.mark(), List.of());
        int own = LibC.open("/proc/self/ns/pid", LibC.O_RDONLY);
        if (own < 0) {
            Errno error = Errno.last();
            guard.close();
            throw new StartRefusedException("/proc/self/ns/pid cannot be opened: " + error, null);
        }
        return new LinuxCells(
                marker,
                slot -> new Namespace(entry, procfs, own, marker.cell(slot)),
                null,
                () -> LibC.close(own) == 0,
                guard);
    }
}
