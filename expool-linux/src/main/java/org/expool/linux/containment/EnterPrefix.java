package org.expool.linux.containment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.expool.spi.LaunchStep;

/**
 * A shell that moves itself into control groups and then executes the command: works with every launcher and kernel, at the
 * cost of one more exec. Immutable and thread-safe.
 *
 * @param files where a process writes 0 to be moved: the cgroup.procs of each group
 */
record EnterPrefix(List<Path> files) implements LaunchStep {

    @Override
    public List<String> prefix() {
        List<String> words = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                "while [ \"$1\" != -- ]; do echo 0 >\"$1\" || exit 125; shift; done; shift; exec \"$@\"",
                "expool-enter"));
        files.forEach(file -> words.add(file.toString()));
        words.add("--");
        return words;
    }
}
