package org.expool.linux.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The mounted cgroup hierarchies, from /proc/self/cgroup and /proc/self/mountinfo (cgroups(7), proc(5)). Immutable and
 * thread-safe.
 *
 * @param all in the order of /proc/self/cgroup, without those that are not mounted
 */
public record Hierarchies(List<Hierarchy> all) {

    /** Fields of a line of mountinfo. */
    private static final int ROOT = 3;

    private static final int POINT = 4;

    /**
     * Those of this process, with the groups it was started in, even if it has moved to its {@linkplain PoolId#ofHost own
     * group}.
     */
    public static Hierarchies ofThisProcess() {
        return ofThisProcess(Path.of("/"));
    }

    /**
     * The same below another root; empty where files cannot be read.
     *
     * @param root "/", but for tests
     */
    public static Hierarchies ofThisProcess(Path root) {
        Path proc = root.resolve("proc");
        try {
            Hierarchies now = parse(
                    root,
                    Files.readString(proc.resolve("self/cgroup")),
                    Files.readString(proc.resolve("self/mountinfo")));
            String moved = PoolId.ofJvm(
                            new Procfs(proc), ProcessHandle.current().pid())
                    .name();
            return new Hierarchies(now.all().stream()
                    .map(each -> each.own().endsWith(moved)
                            ? v2(each.top(), each.own().resolveSibling(""), true)
                            : each)
                    .toList());
        } catch (IOException noLinux) {
            return new Hierarchies(List.of());
        }
    }

    static Hierarchies parse(String groups, String mounts) {
        return parse(Path.of("/"), groups, mounts);
    }

    private static Hierarchies parse(Path root, String groups, String mounts) {
        List<Hierarchy> found = new ArrayList<>();
        for (String group : groups.lines().toList()) {
            String[] parts = group.split(":", 3);
            mounts.lines()
                    .flatMap(mount -> match(root, parts[1], parts[2], mount).stream())
                    .min(Comparator.comparing(each -> !each.isVisible()))
                    .ifPresent(found::add);
        }
        return new Hierarchies(List.copyOf(found));
    }

    /** The cgroup v2 hierarchy, if this process's group is visible. */
    public Optional<Hierarchy> cgroupV2() {
        return visible().filter(each -> each.version() == 2).findFirst();
    }

    /** The cgroup v1 hierarchy with this controller, if this process's group is visible. */
    public Optional<Hierarchy> cgroupV1(String controller) {
        return visible()
                .filter(each -> each.version() == 1 && each.controllers().contains(controller))
                .findFirst();
    }

    private Stream<Hierarchy> visible() {
        return all.stream().filter(Hierarchy::isVisible);
    }

    private static Optional<Hierarchy> match(Path root, String controllers, String group, String mount) {
        int end = mount.indexOf(" - ");
        String[] fields = mount.substring(0, Math.max(end, 0)).split(" ");
        String[] system = mount.substring(Math.max(end, 0) + 3).split(" ");
        boolean isV2 = system[0].equals("cgroup2") && controllers.isEmpty();
        boolean isV1 = system[0].equals("cgroup")
                && !controllers.isEmpty()
                && Set.of(system[2].split(",")).containsAll(List.of(controllers.split(",")));
        if (fields.length <= POINT || !(isV1 || isV2)) {
            return Optional.empty();
        }
        Path top = root.resolve(unescape(fields[POINT]).substring(1));
        String above = fields[ROOT].equals("/") ? "" : fields[ROOT];
        boolean isVisible = (group + "/").startsWith(above + "/") && !group.startsWith("/..");
        Path own =
                isVisible ? top.resolve("." + group.substring(above.length())).normalize() : top;
        return Optional.of(isV2 ? v2(top, own, isVisible) : new Hierarchy(1, split(controllers), top, own, isVisible));
    }

    private static Hierarchy v2(Path top, Path own, boolean isVisible) {
        return new Hierarchy(2, controllersOf(own), top, own, isVisible);
    }

    private static Set<String> controllersOf(Path group) {
        try {
            return split(Files.readString(group.resolve("cgroup.controllers"))
                    .strip()
                    .replace(' ', ','));
        } catch (IOException unreadable) {
            return Set.of();
        }
    }

    private static Set<String> split(String controllers) {
        return controllers.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(controllers.split(",")));
    }

    private static String unescape(String path) {
        return path.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
