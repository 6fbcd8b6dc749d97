package org.expool.linux.containment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where programs are looked for. Immutable and thread-safe.
 *
 * @param folders in the order of the search
 */
record SearchPath(List<Path> folders) {

    /** What the JDK searches where there is no PATH. */
    private static final String DEFAULT = "/bin:/usr/bin";

    /** That of this process. */
    static SearchPath ofThisProcess() {
        return new SearchPath(
                Stream.of(System.getenv().getOrDefault("PATH", DEFAULT).split(":"))
                        .map(Path::of)
                        .toList());
    }

    /** Whether there is a program of this name. */
    boolean has(String program) {
        return folders.stream()
                .map(folder -> folder.resolve(program))
                .anyMatch(file -> Files.isRegularFile(file) && Files.isExecutable(file));
    }
}
