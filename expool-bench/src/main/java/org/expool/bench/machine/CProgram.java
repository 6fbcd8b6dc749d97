package org.expool.bench.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.expool.spi.Availability;

/**
 * A C source beside a class, compiled for one run. Immutable and thread-safe.
 *
 * @param neighbour the class beside which the source lies among the resources
 * @param name the source's file name without {@code .c}
 * @param small whether to link it statically where the libraries for that exist, so that it starts and ends in as
 *     little time as possible
 */
public record CProgram(Class<?> neighbour, String name, boolean small) {

    /** The loop over posix_spawn that a pool is compared with. */
    public static CProgram spawnLoop() {
        return new CProgram(CProgram.class, "spawnloop", false);
    }

    /**
     * Compiles it to the file {@link #in} returns.
     *
     * @throws BenchException if it does not compile
     */
    public Availability compile(Workplace workplace) throws InterruptedException {
        Path program = in(workplace);
        if (Files.exists(program)) {
            return Availability.available();
        }
        Availability compiler = Tool.cc().provide();
        if (compiler instanceof Availability.Unavailable) {
            return compiler;
        }
        Path source = copySource(workplace);
        if (small && compile(source, program, "-static").succeeded()) {
            return Availability.available();
        }
        Finished compilation = compile(source, program, "-O2");
        if (!compilation.succeeded()) {
            throw new BenchException(name + ".c does not compile: " + compilation.output(), null);
        }
        return Availability.available();
    }

    /** The compiled program. */
    public Path in(Workplace workplace) {
        return workplace.folder().resolve(name);
    }

    private Path copySource(Workplace workplace) {
        Path source = workplace.folder().resolve(name + ".c");
        try (InputStream text = neighbour.getResourceAsStream(name + ".c")) {
            if (text == null) {
                throw new BenchException(name + ".c is missing beside " + neighbour.getName(), null);
            }
            Files.copy(text, source);
            return source;
        } catch (IOException e) {
            throw new BenchException(source + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static Finished compile(Path source, Path program, String option) throws InterruptedException {
        return Finished.run("cc", "-O2", "-Wall", "-Wextra", option, "-o", program.toString(), source.toString());
    }
}
