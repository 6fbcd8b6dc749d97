package org.expool.linux.topology;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.expool.CpuTopology;
import org.expool.spi.Availability;
import org.expool.spi.TopologyException;
import org.expool.spi.TopologyProvider;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topology from hwloc, which handles the quirks of many platforms: the output of {@code lstopo --of xml}, live or
 * from a file. Thread-safe.
 */
public final class HwlocTopologyProvider implements TopologyProvider {

    private final @Nullable Path file;

    /** The topology of this host, through the lstopo program. */
    public HwlocTopologyProvider() {
        this(null);
    }

    /**
     * The topology of a host described by a file.
     *
     * @param file as written by {@code lstopo --of xml --disallowed}, possibly compressed by gzip under a name that ends in
     *     .gz; null for this host
     */
    public HwlocTopologyProvider(@Nullable Path file) {
        this.file = file;
    }

    @Override
    public String name() {
        return "hwloc";
    }

    @Override
    public int priority() {
        return 150;
    }

    @Override
    public Availability availability() {
        if (file != null) {
            return Files.isReadable(file)
                    ? Availability.available()
                    : Availability.unavailable(file + " cannot be read");
        }
        return Lstopo.find().isPresent()
                ? Availability.available()
                : Availability.unavailable("lstopo is not in PATH (Debian package hwloc)");
    }

    @Override
    public CpuTopology topology() {
        if (file != null) {
            return read(file);
        }
        Optional<Lstopo> program = Lstopo.find();
        if (program.isEmpty()) {
            throw new TopologyException("lstopo is not in PATH: install hwloc", null);
        }
        Lstopo lstopo = program.get();
        CpuTopology host = HwlocXml.parse(new ByteArrayInputStream(lstopo.xml()), lstopo.toString());
        // Hwloc respects control groups, but not the CPU mask of a process.
        return host.restrictedTo(new AllowedReader(new Attributes(Path.of("/"))).cpus(host.cpus()));
    }

    private static CpuTopology read(Path file) {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
                InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return HwlocXml.parse(text, file.toString());
        } catch (IOException e) {
            throw new TopologyException(file + " cannot be read: " + e, e);
        }
    }
}
