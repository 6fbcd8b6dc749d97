package org.expool.bench.spawn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.expool.bench.machine.BenchException;
import org.expool.bench.machine.Workplace;

/** Programs that start a job for each line they read, timed from outside: their own start counts. */
record InputLines(Workplace workplace) {

    long run(int jobs, ProcessBuilder program) throws InterruptedException {
        Path lines = write(jobs);
        program.inheritIO().redirectInput(lines.toFile());
        long begin = System.nanoTime();
        int code = workplace.start(program).waitFor();
        long nanos = System.nanoTime() - begin;
        if (code != 0) {
            throw new BenchException("'" + String.join(" ", program.command()) + "' exited with " + code, null);
        }
        return nanos;
    }

    private Path write(int jobs) {
        Path file = workplace.folder().resolve("lines-" + jobs);
        try {
            return Files.writeString(
                    file, IntStream.range(0, jobs).mapToObj(i -> i + "\n").collect(Collectors.joining()));
        } catch (IOException e) {
            throw new BenchException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
