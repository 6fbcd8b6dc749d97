package org.expool.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Finds the processes of a test by a token in their arguments or environment, independently of the cells. Immutable and
 * thread-safe.
 *
 * @param token unique on the host
 */
public record Survivors(String token) {

    /** The environment variable with the token. */
    public static final String VARIABLE = "HOSTILE";

    /** A unique token. */
    public static Survivors unique() {
        return new Survivors("hostile-" + UUID.randomUUID());
    }

    /** The processes that have not ended. */
    public List<Long> pids() {
        List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (pid != ProcessHandle.current().pid() && isOurs(process)) {
                    found.add(pid);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private boolean isOurs(Path process) {
        return read(process.resolve("cmdline")).contains(token)
                || read(process.resolve("environ")).contains(VARIABLE + "=" + token);
    }

    /** Kills them, after a failed test. */
    public void end() {
        for (int round = 0; round < 50 && !pids().isEmpty(); round++) {
            pids().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException vanished) {
            return "";
        }
    }
}
