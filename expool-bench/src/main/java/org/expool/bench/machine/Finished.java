package org.expool.bench.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A program that has run. Immutable and thread-safe.
 *
 * @param exitCode as the program returned it; -1 if it could not be started
 * @param output what it wrote to standard output and error
 */
public record Finished(int exitCode, String output) {

    /**
     * Runs a program to its end.
     *
     * @throws InterruptedException if the waiting thread is interrupted; the program is then ended
     */
    public static Finished run(String... command) throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .start();
        } catch (IOException e) {
            return new Finished(-1, String.valueOf(e.getMessage()));
        }
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Finished(process.waitFor(), output.strip());
        } catch (IOException e) {
            throw new BenchException("the output of '" + command[0] + "' cannot be read: " + e.getMessage(), e);
        } finally {
            process.destroy();
        }
    }

    public boolean succeeded() {
        return exitCode == 0;
    }
}
