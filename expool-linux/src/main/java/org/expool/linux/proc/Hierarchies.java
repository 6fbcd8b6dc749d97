package org.expool.linux.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The hierarchies of control groups that are mounted, from /proc/self/cgroup and /proc/self/mountinfo (cgroups(7),
 * proc(5)). Immutable and thread-safe.
 *
 * @param all in the order of /proc/self/cgroup, without those that are not mounted or in whose mounts this process's
 *     group is not to be seen
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
                    .map(each -> each.version() == 2 && each.own().endsWith(moved)
                            ? second(each.own().getParent())
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
                    .findFirst()
                    .ifPresent(found::add);
        }
        return new Hierarchies(List.copyOf(found));
    }

    /** The one of the second version. */
    public Optional<Hierarchy> unified() {
        return all.stream().filter(each -> each.version() == 2).findFirst();
    }

    /** The one of the first version with this controller. */
    public Optional<Hierarchy> with(String controller) {
        return all.stream()
                .filter(each -> each.version() == 1 && each.controllers().contains(controller))
                .findFirst();
    }

    private static Optional<Hierarchy> match(Path root, String controllers, String group, String mount) {
        int end = mount.indexOf(" - ");
        String[] fields = mount.substring(0, Math.max(end, 0)).split(" ");
        String[] system = mount.substring(end + 3).split(" ");
        boolean second = system[0].equals("cgroup2") && controllers.isEmpty();
        boolean first = system[0].equals("cgroup")
                && !controllers.isEmpty()
                && Set.of(system[2].split(",")).containsAll(List.of(controllers.split(",")));
        if (fields.length <= POINT || !(first || second)) {
            return Optional.empty();
        }
        String top = fields[ROOT];
        String above = top.equals("/") ? "" : top;
        if (!(group + "/").startsWith(above + "/") || group.startsWith("/..")) {
            return Optional.empty(); // out of sight
        }
        Path own = root.resolve(unescape(fields[POINT]).substring(1) + group.substring(above.length()))
                .normalize();
        return Optional.of(second ? second(own) : new Hierarchy(1, split(controllers), own));
    }

    private static Hierarchy second(Path own) {
        return new Hierarchy(2, controllersOf(own), own);
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
