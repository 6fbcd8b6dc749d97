package org.expool.linux.containment;

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
record Hierarchies(List<Hierarchy> all) {

    /** Fields of a line of mountinfo. */
    private static final int ROOT = 3;

    private static final int POINT = 4;

    /** Those of this process, before it moved aside ({@link HostGroup}); none where the files cannot be read. */
    static Hierarchies ofThisProcess() {
        try {
            Procfs procfs = new Procfs(Path.of("/proc"));
            Hierarchies now = parse(
                    Files.readString(Path.of("/proc/self/cgroup")), Files.readString(Path.of("/proc/self/mountinfo")));
            return new Hierarchies(now.all().stream()
                    .map(each -> each.version() == 2 ? second(HostGroup.placeOf(each.own(), procfs)) : each)
                    .toList());
        } catch (IOException noLinux) {
            return new Hierarchies(List.of());
        }
    }

    static Hierarchies parse(String groups, String mounts) {
        List<Hierarchy> found = new ArrayList<>();
        for (String group : groups.lines().toList()) {
            String[] parts = group.split(":", 3);
            mounts.lines()
                    .flatMap(mount -> match(parts[1], parts[2], mount).stream())
                    .findFirst()
                    .ifPresent(found::add);
        }
        return new Hierarchies(List.copyOf(found));
    }

    /** The one of the second version. */
    Optional<Hierarchy> unified() {
        return all.stream().filter(each -> each.version() == 2).findFirst();
    }

    /** The one of the first version with this controller. */
    Optional<Hierarchy> with(String controller) {
        return all.stream()
                .filter(each -> each.version() == 1 && each.controllers().contains(controller))
                .findFirst();
    }

    private static Optional<Hierarchy> match(String controllers, String group, String mount) {
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
        String root = fields[ROOT];
        String below = root.equals("/") ? group : group.startsWith(root) ? group.substring(root.length()) : "/..";
        if (below.startsWith("/..")) {
            return Optional.empty();
        }
        Path own = Path.of(unescape(fields[POINT]) + below).normalize();
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
