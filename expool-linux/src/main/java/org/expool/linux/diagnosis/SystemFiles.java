package org.expool.linux.diagnosis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a host. Immutable and thread-safe.
 *
 * @param root {@code /}, or a tree for tests
 */
record SystemFiles(Path root) {

    /**
     * The stripped text of a file; empty if it cannot be read. Uses a buffered reader: of a number below /proc/sys the
     * kernel returns only the first read, and Files.readString reads one byte first, as the reported size is 0.
     */
    Optional<String> read(String path) {
        try (BufferedReader reader = Files.newBufferedReader(root.resolve(path))) {
            return Optional.of(reader.lines().collect(Collectors.joining("\n")).strip());
        } catch (IOException | UncheckedIOException absent) {
            return Optional.empty();
        }
    }

    boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }

    /** The entries of a folder whose names match, by name. */
    List<String> list(String folder, String names) {
        try (Stream<Path> entries = Files.list(root.resolve(folder))) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches(names))
                    .sorted()
                    .toList();
        } catch (IOException absent) {
            return List.of();
        }
    }

    /** The number after a key in a file of lines like {@code SwapTotal:  0 kB}. */
    Optional<Long> number(String path, String key) {
        return read(path)
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith(key + ":"))
                        .map(line -> Long.valueOf(
                                line.substring(key.length() + 1).strip().split(" ")[0]))
                        .findFirst());
    }
}
