package org.expool.linux.topology;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.expool.linux.proc.SearchPath;
import org.expool.spi.TopologyException;

/**
 * The lstopo program. Immutable and thread-safe.
 *
 * @param program its path
 */
record Lstopo(Path program) {

    private static final int TIMEOUT_SECONDS = 20;

    /** Searches PATH, first for the variant without a display, which starts faster. */
    static Optional<Lstopo> find() {
        SearchPath programs = SearchPath.ofThisProcess();
        return Stream.of("lstopo-no-graphics", "lstopo")
                .flatMap(name -> programs.find(name).stream())
                .map(Lstopo::new)
                .findFirst();
    }

    /**
     * The topology of this host, including CPUs that are not allowed.
     *
     * @throws TopologyException if the program fails or does not end
     */
    byte[] xml() {
        ProcessBuilder builder =
                new ProcessBuilder(List.of(program.toString(), "--of", "xml", "--no-io", "--disallowed", "-"));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("HWLOC_"));
        try {
            return output(builder.start());
        } catch (IOException e) {
            throw new TopologyException(program + " cannot be run: " + e.getMessage(), e);
        }
    }

    private byte[] output(Process process) {
        CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> read(process), Lstopo::startThread);
        try {
            byte[] xml = output.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return xml;
            }
            throw new TopologyException(program + " failed; run it by hand: " + this, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopologyException("interrupted while waiting for " + program, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new TopologyException(program + " did not answer in " + TIMEOUT_SECONDS + " s", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static byte[] read(Process process) {
        try {
            return process.getInputStream().readAllBytes();
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /** Not in the common pool, which the program may block. */
    private static void startThread(Runnable work) {
        Thread thread = new Thread(work, "expool-lstopo");
        thread.setDaemon(true);
        thread.start();
    }

    /** As it can be run in a shell. */
    @Override
    public String toString() {
        return program + " --of xml --no-io --disallowed";
    }
}
