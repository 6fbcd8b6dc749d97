package org.expool.testkit;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.expool.spi.Cell;
import org.expool.spi.Containment;
import org.expool.spi.ContainmentSession;
import org.expool.spi.LaunchSession;
import org.expool.spi.ProcessLauncher;

/** The program of a JVM that {@link ContainmentContract} kills while its cells are full of hostile jobs. */
final class HostileJobsProgram {

    private HostileJobsProgram() {}

    /**
     * Starts the jobs, says "ready" when they all are, and waits to be killed.
     *
     * @param args the classes of containment and launcher, the token, a folder, and the names of the jobs
     */
    public static void main(String[] args) throws Exception {
        Containment containment = provider(Containment.class, args[0]);
        ProcessLauncher launcher = provider(ProcessLauncher.class, args[1]);
        Path folder = Path.of(args[3]);
        Path temporary = folder.resolve("temporary");
        Files.createDirectories(temporary.resolve("of the pool"));
        ContainmentSession cells = containment.open("held");
        cells.removeAtEnd(temporary);
        LaunchSession session = launcher.open("held", new LaunchRecorder());
        SessionDriver.of(session);
        List<HostileJob> jobs =
                Stream.of(args[4].split(",")).map(HostileJob::valueOf).toList();
        for (HostileJob job : jobs) {
            Cell cell = cells.cell(job.ordinal());
            session.start(new RequestBuilder(job.ordinal(), job.command(args[2]))
                    .in(cell)
                    .variable("READY", job.ready(folder).toString())
                    .variable(Survivors.VARIABLE, args[2])
                    .build());
        }
        Eventually eventually = Eventually.within(Eventually.scaled(Duration.ofSeconds(120)));
        jobs.forEach(job -> eventually.untilContains(job.ready(folder), "\n"));
        sayReady();
        while (true) {
            LockSupport.park();
        }
    }

    /** Writes to the program that has started this one. */
    private static void sayReady() throws IOException {
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write("ready\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static <T> T provider(Class<T> kind, String name) throws ReflectiveOperationException {
        var constructor = Class.forName(name).getDeclaredConstructor();
        constructor.setAccessible(true);
        return kind.cast(constructor.newInstance());
    }
}
