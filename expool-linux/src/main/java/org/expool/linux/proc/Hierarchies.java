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
 * The hierarchies of control groups that are mounted, from /proc/self/cgroup and /proc/self/mountinfo (cgroups(7),
 * proc(5)). Immutable and thread-safe.
 *
 * @param all in the order of /proc/self/cgroup, without those that are not mounted
 */
public record Hierarchies(List<Hierarchy> all) {

    /** Fields of a line of mountinfo. */
    private static final int ROOT = 3;

    private static final int POINT = 4;

    /** Those of this process, with the groups it was started in, even if it has moved to its {@linkplain PoolId#ofHost own}. */
    public static Hierarchies ofThisProcess() {
        return ofThisProcess(Path.of("/"));
    }

    /**
     * The same of another machine's files; none where they cannot be read.
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
            String moved = PoolId.ofHost(
                            new Procfs(proc), ProcessHandle.current().pid())
                    .name();
            return new Hierarchies(now.all().stream()
                    .map(each -> each.own().endsWith(moved)
                            ? second(each.top(), each.own().resolveSibling(""), true)
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
                    .min(Comparator.comparing(each -> !each.isInSight()))
                    .ifPresent(found::add);
        }
        return new Hierarchies(List.copyOf(found));
    }

    /** The one of the second version, if this process's group is in sight. */
    public Optional<Hierarchy> unified() {
        return inSight().filter(each -> each.version() == 2).findFirst();
    }

    /** The one of the first version with this controller, if this process's group is in sight. */
    public Optional<Hierarchy> with(String controller) {
        return inSight()
                .filter(each -> each.version() == 1 && each.controllers().contains(controller))
                .findFirst();
    }

    private Stream<Hierarchy> inSight() {
        return all.stream().filter(Hierarchy::isInSight);
    }

    private static Optional<Hierarchy> match(Path root, String controllers, String group, String mount) {
        int end = mount.indexOf(" - ");
        String[] fields = mount.substring(0, Math.max(end, 0)).split(" ");
        String[] system = mount.substring(Math.max(end, 0) + 3).split(" ");
        boolean second = system[0].equals("cgroup2") && controllers.isEmpty();
        boolean first = system[0].equals("cgroup")
                && !controllers.isEmpty()
                && Set.of(system[2].split(",")).containsAll(List.of(controllers.split(",")));
        if (fields.length <= POINT || !(first || second)) {
            return Optional.empty();
        }
        Path top = root.resolve(unescape(fields[POINT]).substring(1));
        String above = fields[ROOT].equals("/") ? "" : fields[ROOT];
        boolean isInSight = (group + "/").startsWith(above + "/") && !group.startsWith("/..");
        Path own =
                isInSight ? top.resolve("." + group.substring(above.length())).normalize() : top;
        return Optional.of(
                second ? second(top, own, isInSight) : new Hierarchy(1, split(controllers), top, own, isInSight));
    }

    private static Hierarchy second(Path top, Path own, boolean isInSight) {
        return new Hierarchy(2, controllersOf(own), top, own, isInSight);
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
