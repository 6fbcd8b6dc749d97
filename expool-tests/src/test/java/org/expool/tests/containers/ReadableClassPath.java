package org.expool.tests.containers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.expool.tests.support.ClassPath;
import org.expool.tests.support.HouseModule;

/**
 * A copy of the tests' class path that every user may read; the original may lie in root's home. Immutable.
 *
 * @param folder with all files
 * @param entries in their order
 */
record ReadableClassPath(Path folder, List<Path> entries) {

    /** Makes it below this module's target, in place of an earlier one. */
    static ReadableClassPath make() {
        Path folder = HouseModule.projectRoot().toAbsolutePath().resolve("expool-tests/target/in-containers");
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> old = Files.walk(folder)) {
                    old.sorted(Comparator.reverseOrder())
                            .forEach(path -> path.toFile().delete());
                }
            }
            List<Path> copies = new ArrayList<>();
            for (Path entry : ClassPath.all()) {
                if (Files.exists(entry)) {
                    copies.add(copy(entry, folder.resolve(copies.size() + "-" + entry.getFileName())));
                }
            }
            return new ReadableClassPath(folder, copies);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the format of the JVM's option. */
    String joined() {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Path copy = to.resolve(from.relativize(each).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(each, copy);
                copy.toFile().setReadable(true, false);
            }
        }
        return to;
    }
}
