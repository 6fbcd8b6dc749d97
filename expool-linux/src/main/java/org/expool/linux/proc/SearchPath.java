package org.expool.linux.proc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where this process searches programs. Immutable and thread-safe.
 *
 * @param folders in the order of the search
 */
public record SearchPath(List<Path> folders) {

    /** What the JDK searches without PATH. */
    private static final String DEFAULT = "/bin:/usr/bin";

    public static SearchPath ofThisProcess() {
        return new SearchPath(
                Stream.of(System.getenv().getOrDefault("PATH", DEFAULT).split(":"))
                        .filter(folder -> !folder.isEmpty())
                        .map(Path::of)
                        .toList());
    }

    /** The program with this name, as an absolute path; empty if there is none. */
    public Optional<Path> find(String program) {
        return folders.stream()
                .map(folder -> folder.resolve(program).toAbsolutePath())
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
