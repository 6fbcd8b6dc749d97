package org.expool.linux.topology;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.NumaNode;
import org.expool.spi.Availability;
import org.expool.spi.TopologyException;
import org.expool.spi.TopologyProvider;

/** Reads the topology of the host from sysfs, and from procfs which part of it this process may use. Thread-safe. */
public final class SysfsTopologyProvider implements TopologyProvider {

    private static final String CPU = "devices/system/cpu";

    private final Path root;
    private final Path sys;

    /** The topology of this host. */
    public SysfsTopologyProvider() {
        this(Path.of("/"));
    }

    /**
     * The topology in a copy: of /sys itself, or of a folder that contains sys and possibly proc, which then tells what is
     * allowed.
     *
     * @param folder need not exist
     */
    public SysfsTopologyProvider(Path folder) {
        boolean isSys = Files.isDirectory(folder.resolve(CPU));
        this.sys = isSys ? folder : folder.resolve("sys");
        // The folder beside a copy of /sys may contain the proc of another host.
        this.root = isSys ? folder.resolve("no-proc-here") : folder;
    }

    @Override
    public String name() {
        return "sysfs";
    }

    @Override
    public int priority() {
        return 200;
    }

    @Override
    public Availability availability() {
        return Files.isDirectory(sys.resolve(CPU))
                ? Availability.available()
                : Availability.unavailable(sys.resolve(CPU) + " does not exist: Linux has it where sysfs is mounted");
    }

    @Override
    public CpuTopology topology() {
        Attributes rootFiles = new Attributes(root);
        Attributes cpu = new Attributes(sys.resolve(CPU));
        CpuReader reader = new CpuReader(new Attributes(sys.resolve("devices")), cpu);
        CpuSet online = reader.online();
        if (online.isEmpty()) {
            throw new TopologyException(
                    sys.resolve(CPU) + " names no CPU: give a copy of /sys, or a folder that contains sys", null);
        }
        List<CpuSet> cores = reader.cores(online);
        List<NumaNode> nodes = new NodeReader(
                        new Attributes(sys.resolve("devices/system/node")), new Attributes(root.resolve("proc")))
                .read(online);
        AllowedReader allowed = new AllowedReader(rootFiles);
        CpuSet nodeNumbers = CpuSet.of(nodes.stream().mapToInt(NumaNode::id).toArray());
        return new CpuTopology(
                online,
                allowed.cpus(online),
                allowed.nodes(nodeNumbers),
                reader.packages(online),
                cores,
                new CacheReader(cpu, online).read(cores),
                nodes,
                reader.kinds(online, cores));
    }
}
