package org.expool.linux.topology;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.expool.CpuSet;

/**
 * Reads which CPUs and nodes this process may use: its own mask (/proc/self/status), and the cpuset of its control group:
 * cgroup v2 (inherited from the nearest group that has one), cgroup v1, or a cpuset file system as before control groups.
 * What cannot be read restricts nothing. Not thread-safe.
 */
final class AllowedReader {

    private final Attributes root;

    /** Reads below the folder that contains proc. */
    AllowedReader(Attributes root) {
        this.root = root;
    }

    CpuSet cpus(CpuSet online) {
        return restricted(online, "Cpus_allowed_list", "cpus");
    }

    CpuSet nodes(CpuSet existing) {
        return restricted(existing, "Mems_allowed_list", "mems");
    }

    private CpuSet restricted(CpuSet all, String status, String kind) {
        CpuSet allowed = root.text("proc/self/status")
                .flatMap(text -> statusList(text, status))
                .map(all::intersection)
                .orElse(all);
        List<Mount> mounts = Mount.parse(root.text("proc/mounts").orElse(""));
        for (Mount mount : mounts) {
            Optional<CpuSet> set = cpuset(mount, kind);
            allowed = set.map(allowed::intersection).orElse(allowed);
        }
        return allowed;
    }

    static Optional<CpuSet> statusList(String status, String key) {
        Matcher line = Pattern.compile("^" + key + ":(.*)$", Pattern.MULTILINE).matcher(status);
        return line.find() ? Optional.of(CpuSet.parse(line.group(1))) : Optional.empty();
    }

    private Optional<CpuSet> cpuset(Mount mount, String kind) {
        if (mount.type().equals("cgroup2")) {
            return nearest(mount, group("").orElse("/"), folder -> folder + "cpuset." + kind + ".effective");
        }
        boolean v1 = mount.type().equals("cgroup") && mount.options().contains("cpuset");
        if (!v1 && !mount.type().equals("cpuset")) {
            return Optional.empty();
        }
        String group = root.text("proc/self/cpuset").or(() -> group("cpuset")).orElse("/");
        return nearest(mount, group, folder -> folder + "cpuset.effective_" + kind)
                .or(() -> nearest(mount, group, folder -> folder + "cpuset." + kind))
                .or(() -> nearest(mount, group, folder -> folder + kind));
    }

    /**
     * The path of this process's group in the hierarchy of a controller, from /proc/self/cgroup.
     *
     * @param controller empty for cgroup v2
     */
    private Optional<String> group(String controller) {
        return root.text("proc/self/cgroup")
                .orElse("")
                .lines()
                .map(line -> line.split(":", 3))
                .filter(line -> line.length == 3 && List.of(line[1].split(",")).contains(controller))
                .map(line -> line[2])
                .findFirst();
    }

    /** In a container the path may be that of the host, and only its end, or nothing, is mounted. */
    private Optional<CpuSet> nearest(Mount mount, String group, UnaryOperator<String> file) {
        String path = group.contains("..") ? "/" : group;
        while (true) {
            String folder = mount.point().substring(1) + (path.endsWith("/") ? path : path + "/");
            Optional<CpuSet> set = root.list(file.apply(folder)).filter(cpus -> !cpus.isEmpty());
            if (set.isPresent() || path.length() <= 1) {
                return set;
            }
            path = path.substring(0, Math.max(1, path.lastIndexOf('/')));
        }
    }
}
