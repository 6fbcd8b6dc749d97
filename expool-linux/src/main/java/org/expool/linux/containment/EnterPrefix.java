package org.expool.linux.containment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.expool.spi.LaunchStep;

/**
 * Has a shell move itself into control groups and then become the command: holds with every launcher and every kernel,
 * at the price of one more program. Immutable and thread-safe.
 *
 * @param files where a process writes 0 to be moved: each group's cgroup.procs
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
