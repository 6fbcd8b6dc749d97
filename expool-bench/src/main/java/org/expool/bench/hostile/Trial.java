package org.expool.bench.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.expool.ExecPool;
import org.expool.bench.machine.BenchException;
import org.expool.bench.machine.Level;
import org.expool.bench.machine.Workplace;
import org.expool.testkit.Eventually;
import org.expool.testkit.HostileJob;

/**
 * All hostile jobs in one pool, terminated in one way, once. Immutable and thread-safe.
 *
 * @param level how they are contained
 * @param ending how they are terminated
 * @param memoryGroup the folder of a group with little memory, or empty
 */
record Trial(Level level, TerminationMode ending, String memoryGroup) {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration FOREVER = Duration.ofHours(1);
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);
    private static final long LIMIT = Duration.ofSeconds(1).toNanos();
    private static final long GRACE = HostilePool.GRACE.toNanos();

    /** Runs it; nothing is left afterwards. */
    Survival run() throws InterruptedException {
        Processes processes = new Processes("hostile-" + UUID.randomUUID());
        try (Workplace workplace = new Workplace()) {
            Path jobs = newFolder(workplace.folder().resolve("jobs"));
            HostilePool hostile = new HostilePool(level.name(), jobs, processes.token(), memoryGroup);
            // The last first: programs that need the folder end without it, then all the rest is killed.
            workplace.atEnd(processes::end);
            workplace.atEnd(
                    () -> jobs.toFile().renameTo(jobs.resolveSibling("ended").toFile()));
            return ending == TerminationMode.KILL
                    ? inAnotherJvm(hostile, processes, workplace)
                    : inThisJvm(hostile, processes, workplace);
        }
    }

    private Survival inThisJvm(HostilePool hostile, Processes processes, Workplace workplace)
            throws InterruptedException {
        ExecPool pool = hostile.open();
        workplace.atEnd(pool::close);
        if (ending == TerminationMode.TIMEOUT) {
            AtomicLong lastStart = hostile.fill(pool, TIMEOUT);
            awaitReady(hostile);
            return survival(processes, lastStart.get() + TIMEOUT.toNanos() + GRACE);
        }
        hostile.fill(pool, FOREVER);
        awaitReady(hostile);
        long told = System.nanoTime();
        Thread teller = new Thread(() -> tell(pool), "hostile-teller");
        teller.start();
        Survival survival = survival(processes, told + GRACE);
        teller.join();
        return survival;
    }

    private void tell(ExecPool pool) {
        if (ending == TerminationMode.CLOSE) {
            pool.close();
        } else {
            pool.cancelAll("the trial is over");
        }
    }

    private Survival inAnotherJvm(HostilePool hostile, Processes processes, Workplace workplace)
            throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // With basic containment the temporary files of a killed JVM are not removed.
                "-Djava.io.tmpdir=" + workplace.folder(),
                "-cp",
                System.getProperty("java.class.path"),
                HostilePoolProgram.class.getName()));
        command.addAll(hostile.words());
        Process jvm = workplace.start(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD));
        awaitReady(hostile);
        long killed = System.nanoTime();
        jvm.destroyForcibly();
        Survival survival = survival(processes, killed);
        jvm.waitFor();
        return survival;
    }

    /** The kill step is the latest SIGKILL of the stop sequence. */
    private static Survival survival(Processes processes, long killStep) {
        before(killStep).becomesTrue(() -> false);
        boolean gone = before(killStep + LIMIT).becomesTrue(processes::areGone);
        double millis = (System.nanoTime() - killStep) / 1e6;
        return new Survival(gone ? Map.<HostileJob, Integer>of() : processes.survivors(), millis);
    }

    private static Eventually before(long nanoTime) {
        return Eventually.within(Duration.ofNanos(nanoTime - System.nanoTime()));
    }

    private void awaitReady(HostilePool hostile) {
        if (!Eventually.within(READY_TIMEOUT)
                .becomesTrue(() -> hostile.readyFiles().allMatch(Files::exists))) {
            throw new BenchException(
                    level + ", " + ending.label() + ": not ready after " + READY_TIMEOUT.toSeconds() + " s: "
                            + hostile.readyFiles()
                                    .filter(file -> !Files.exists(file))
                                    .map(Path::getFileName)
                                    .toList(),
                    null);
        }
    }

    private static Path newFolder(Path folder) {
        try {
            return Files.createDirectory(folder);
        } catch (IOException e) {
            throw new BenchException(folder + " cannot be made: " + e.getMessage(), e);
        }
    }
}
