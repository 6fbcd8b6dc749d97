package org.expool.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.ProviderMissingException;
import org.expool.core.discovery.ProviderCatalog;
import org.expool.core.discovery.Selection;
import org.expool.linux.topology.HwlocTopologyProvider;
import org.expool.linux.topology.SysfsTopologyProvider;
import org.expool.spi.Availability;
import org.expool.spi.TopologyException;
import org.expool.spi.TopologyProvider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that select a host. Filled by picocli; not thread-safe. */
final class TopologyOptions {

    /** At most one of these; this host by default. */
    static final class Source {
        @Option(
                names = "--sysfs",
                order = 60,
                paramLabel = "DIR",
                description =
                        "Read another host from a copy of its /sys, or from a folder that contains sys (and proc).")
        private @Nullable String sysfs;

        @Option(
                names = "--hwloc-xml",
                order = 61,
                paramLabel = "FILE",
                description = "Read another host from the output of 'lstopo --of xml --disallowed'.")
        private @Nullable String xml;

        @Option(
                names = "--provider",
                order = 59,
                paramLabel = "NAME",
                description = "Read this host through sysfs, hwloc or oshi. Default: the best available.")
        private @Nullable String provider;
    }

    @ArgGroup(order = 60)
    private @Nullable Source source;

    @Option(
            names = "--allowed",
            order = 62,
            paramLabel = "LIST",
            description = "Restrict the allowed CPUs to this list, like 0-3,8.")
    private @Nullable String allowed;

    @Option(names = "--json", order = 63, description = "Print a JSON object.")
    boolean json;

    @Mixin
    private final HelpOption help = new HelpOption();

    /**
     * The topology of the selected host.
     *
     * @throws ParameterException if an option is wrong
     * @throws ProviderMissingException if no provider can read this host
     */
    CpuTopology topology(ProviderCatalog catalog, CommandSpec command) {
        try {
            TopologyProvider provider = provider(catalog, command);
            if (provider.availability() instanceof Availability.Unavailable unavailable) {
                throw new ParameterException(command.commandLine(), option() + unavailable.reason());
            }
            CpuTopology topology = provider.topology();
            return allowed == null ? topology : topology.restrictedTo(allowed(command));
        } catch (TopologyException e) {
            throw new ParameterException(command.commandLine(), option() + e.getMessage(), e);
        }
    }

    private TopologyProvider provider(ProviderCatalog catalog, CommandSpec command) {
        if (source != null && source.sysfs != null) {
            return new SysfsTopologyProvider(path(source.sysfs, command));
        }
        if (source != null && source.xml != null) {
            return new HwlocTopologyProvider(path(source.xml, command));
        }
        Selection<TopologyProvider> selection =
                catalog.select(TopologyProvider.class, source == null ? null : source.provider);
        TopologyProvider best = selection.provider();
        if (best == null) {
            String subject = source == null ? "no provider can" : "provider '" + source.provider + "' cannot";
            throw new ProviderMissingException(subject + " read the topology of this host: " + selection.reasons());
        }
        return best;
    }

    private CpuSet allowed(CommandSpec command) {
        try {
            return CpuSet.parse(String.valueOf(allowed));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--allowed: " + e.getMessage(), e);
        }
    }

    private Path path(String text, CommandSpec command) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ParameterException(command.commandLine(), option() + "not a path: " + e.getReason(), e);
        }
    }

    private String option() {
        if (source == null || isHere()) {
            return "";
        }
        return source.sysfs != null ? "--sysfs: " : "--hwloc-xml: ";
    }

    private boolean isHere() {
        return source == null || (source.sysfs == null && source.xml == null);
    }

    /** The name of the host: that of the folder or file, or the host name. */
    String name() {
        if (source == null || isHere()) {
            return hostName();
        }
        Path path = Path.of(source.sysfs != null ? source.sysfs : String.valueOf(source.xml))
                .toAbsolutePath()
                .normalize();
        if (path.endsWith("sys") && path.getParent() != null) {
            path = path.getParent();
        }
        Path last = path.getFileName();
        return last == null ? path.toString() : last.toString().replaceFirst("\\.xml(\\.gz)?$", "");
    }

    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
