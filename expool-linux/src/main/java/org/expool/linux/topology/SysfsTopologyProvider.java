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

/**
 * Reads the kernel's own description of the machine from sysfs, and from procfs what this process may use of it.
 * Thread-safe.
 */
public final class SysfsTopologyProvider implements TopologyProvider {

    private static final String CPU = "devices/system/cpu";

    private final Path root;
    private final Path sys;

    /** Of this machine. */
    public SysfsTopologyProvider() {
        this(Path.of("/"));
    }

    /**
     * Of a copy: of /sys itself, or of a folder that holds sys and possibly proc, which then says what is allowed.
     *
     * @param folder need not exist
     */
    public SysfsTopologyProvider(Path folder) {
        boolean isSys = Files.isDirectory(folder.resolve(CPU));
        this.sys = isSys ? folder : folder.resolve("sys");
        // Beside a bare copy of /sys there may lie the proc of another machine.
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
                : Availability.unavailable(sys.resolve(CPU) + " is not there: Linux has it where sysfs is mounted");
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
