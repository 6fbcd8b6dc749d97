package org.expool.tests.support;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.expool.testkit.Eventually;

/**
 * A program that has run.
 *
 * @param exitCode its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record Ran(int exitCode, String out, String err) {

    private static final long TIMEOUT_SECONDS =
            Eventually.scaled(Duration.ofSeconds(120)).toSeconds();

    /** Runs a program to its end, with this input; its outputs go to files, so that it never waits for a reader. */
    public static Ran of(ProcessBuilder builder, String input) throws IOException, InterruptedException {
        Path out = Files.createTempFile("ran-", ".out");
        Path err = Files.createTempFile("ran-", ".err");
        try {
            Process process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try {
                try (OutputStream stdin = process.getOutputStream()) {
                    stdin.write(input.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                }
                if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("still running after " + TIMEOUT_SECONDS + " s: " + builder.command()
                            + "\n" + Files.readString(out) + Files.readString(err));
                }
                return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** The lines of standard output. */
    public List<String> lines() {
        return out.lines().toList();
    }

    /** Standard error without the warnings that newer JDKs print about libraries. */
    public String warnings() {
        return err.lines().filter(line -> !line.startsWith("WARNING: ")).collect(Collectors.joining("\n"));
    }
}
