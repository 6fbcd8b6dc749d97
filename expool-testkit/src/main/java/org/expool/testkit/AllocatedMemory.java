package org.expool.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A process tree that uses a known amount of memory until it is closed. Not thread-safe. */
final class AllocatedMemory implements AutoCloseable {

    private final Process process;

    private AllocatedMemory(List<String> command) {
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
            String line = lines.readLine();
            if (line == null || !line.startsWith("allocated")) {
                close();
                throw new AssertionError("the allocator did not start: " + command);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One process that uses this much, besides the JVM itself. */
    static AllocatedMemory ofProcess(int mebibytes) {
        return new AllocatedMemory(Allocator.command(mebibytes));
    }

    /** A shell with such a child. */
    static AllocatedMemory ofChild(int mebibytes) {
        String child = String.join(
                " ",
                Allocator.command(mebibytes).stream()
                        .map(word -> "'" + word.replace("'", "'\\''") + "'")
                        .toList());
        return new AllocatedMemory(List.of("sh", "-c", child + "; exit 0"));
    }

    long pid() {
        return process.pid();
    }

    /** Terminates the processes and waits for the first. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException | InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
