package org.expool.linux.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The control groups of this process that account for memory: of each hierarchy that does (cgroups(7)). In a container a
 * part of a hierarchy may be mounted alone; then groups above it are out of sight. Immutable and thread-safe.
 *
 * @param root "/", but for tests
 */
record CgroupTree(Path root) {

    /** The group of this process, then those above it; empty if none accounts for memory. */
    List<CgroupFolder> ownAndAbove() {
        List<CgroupFolder> groups = new ArrayList<>();
        try {
            List<String> memberships = Files.readAllLines(root.resolve("proc/self/cgroup"));
            for (String mount : Files.readAllLines(root.resolve("proc/self/mountinfo"))) {
                addGroups(mount, memberships, groups);
            }
        } catch (IOException absent) {
            return List.of(); // a kernel without control groups
        }
        return groups;
    }

    /** A line of mountinfo: id, parent, device, root, mount point, options, optional fields, "-", type, source, options. */
    private void addGroups(String mount, List<String> memberships, List<CgroupFolder> groups) {
        String[] fields = mount.split(" ");
        int dash = Arrays.asList(fields).indexOf("-");
        if (dash < 6 || fields.length < dash + 4) {
            return;
        }
        String type = fields[dash + 1];
        boolean first = type.equals("cgroup") && hasController(fields[dash + 3]);
        if (!first && !type.equals("cgroup2")) {
            return;
        }
        String path = membership(memberships, first);
        if (path == null) {
            return;
        }
        Path top = root.resolve(fields[4].substring(1));
        String above = fields[3].equals("/") ? "" : fields[3];
        Path group = path.startsWith(above + "/") && !path.equals("/")
                ? top.resolve(path.substring(above.length() + 1))
                : top;
        for (; group != null && group.startsWith(top); group = group.getParent()) {
            CgroupFolder folder = new CgroupFolder(group);
            if (folder.accounts()) {
                groups.add(folder);
            }
        }
    }

    /** A line of membership: number, controllers, path; the second version has the number 0 and no controllers. */
    private static @Nullable String membership(List<String> memberships, boolean first) {
        for (String line : memberships) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && (first ? hasController(parts[1]) : line.startsWith("0::"))) {
                return parts[2];
            }
        }
        return null;
    }

    private static boolean hasController(String list) {
        return Arrays.asList(list.split(",")).contains("memory");
    }
}
