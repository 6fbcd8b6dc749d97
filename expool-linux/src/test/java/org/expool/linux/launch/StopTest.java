package org.expool.linux.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.expool.Signal;
import org.expool.spi.ProcessExit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Terminating processes, and what is left afterwards. */
class StopTest {

    private final SessionFixture launch = new SessionFixture();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        launch.close();
    }

    @Test
    void aSignalEndsTheWholeGroup() throws IOException {
        Path fifo = fifo("ready");
        long id = launch.sh("sleep 600 & echo $! >" + fifo + "; wait").start();
        long grandchild = Long.parseLong(Files.readAllLines(fifo).get(0));
        launch.session.signal(id, Signal.TERM);
        assertThat(launch.events.exit(id).signal()).isEqualTo(15);
        awaitEnd(grandchild);
    }

    @Test
    void aBackgroundProcessEndsWithItsLeader() throws IOException {
        Path pid = folder.resolve("pid");
        assertThat(launch.sh("sleep 600 & echo $!").stdout(pid).run().exitCode())
                .isZero();
        awaitEnd(Long.parseLong(Files.readString(pid).strip()));
    }

    @Test
    void aProcessThatIgnoresSigtermEndsBySigkill() throws IOException {
        Path fifo = fifo("ready");
        long id = launch.sh("trap 'echo asked >>" + folder + "/asked' TERM; echo ready >" + fifo
                        + "; while :; do sleep 600 & wait $!; done")
                .start();
        Files.readAllLines(fifo);
        launch.session.signal(id, Signal.TERM);
        assertThat(launch.command("true").run().exitCode()).isZero();
        assertThat(launch.events.hasExited(id)).isFalse();
        launch.session.signal(id, Signal.KILL);
        assertThat(launch.events.exit(id).signal()).isEqualTo(9);
    }

    @Test
    void aStoppedProcessIsTerminated() throws IOException {
        Path fifo = fifo("ready");
        long id = launch.sh("(echo ready >" + fifo + "); kill -STOP $$; sleep 600")
                .start();
        Files.readAllLines(fifo);
        launch.session.signal(id, Signal.TERM);
        assertThat(launch.events.exit(id).signal()).isEqualTo(15);
    }

    @Test
    void aSignalBeforeTheSpawnIsNotLost() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long id = launch.command("sleep", "600").start();
            launch.session.signal(id, Signal.KILL);
            ids.add(id);
        }
        ids.forEach(id -> assertThat(launch.events.exit(id).signal()).isEqualTo(9));
    }

    @Test
    void aSignalAfterTheEndHasNoEffect() {
        long id = launch.command("true").start();
        launch.events.exit(id);
        launch.session.signal(id, Signal.KILL);
        launch.session.signal(4711, Signal.KILL);
        assertThat(launch.command("true").run().exitCode()).isZero();
    }

    @Test
    void manySleepersRunAtOnceAndAreKilled() {
        List<Long> ids = Stream.generate(() -> launch.command("sleep", "600").start())
                .limit(300)
                .toList();
        List<Long> pids = ids.stream().map(launch.events::pid).toList();
        assertThat(pids).doesNotHaveDuplicates();
        ids.forEach(id -> launch.session.signal(id, Signal.KILL));
        ids.forEach(id -> assertThat(launch.events.exit(id).signal()).isEqualTo(9));
        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    }

    @Test
    void closingKillsAllProcessesAndLeavesNothing() throws IOException {
        long before = descriptors();
        SessionFixture other = new SessionFixture();
        List<Long> ids = Stream.generate(() -> other.command("sleep", "600")
                        .stdout(folder.resolve("out"))
                        .start())
                .limit(20)
                .toList();
        other.command("no-such-program").refusal();
        ids.forEach(other.events::pid);
        other.close();
        other.close();
        for (Long id : ids) {
            ProcessExit exit = other.events.exit(id);
            assertThat(exit.signal()).isEqualTo(9);
        }
        assertThat(descriptors()).isEqualTo(before);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .filteredOn(name -> name.startsWith("expool-test-"))
                .isEmpty();
    }

    @Test
    void everyRequestOfAClosedSessionIsAnswered() {
        SessionFixture other = new SessionFixture();
        List<Long> ids = Stream.generate(() -> other.command("sleep", "600").start())
                .limit(50)
                .toList();
        other.close();
        long late = other.command("true").start();
        assertThat(other.events.refusal(late)).contains("closed");
        assertThat(other.events.log().stream().filter(event -> !event.startsWith("started")))
                .hasSize(ids.size() + 1)
                .doesNotHaveDuplicates();
    }

    private Path fifo(String name) throws IOException {
        Path fifo = folder.resolve(name);
        assertThat(launch.command("mkfifo", fifo.toString()).run().exitCode()).isZero();
        return fifo;
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    /** It was killed, but its new parent may take a moment to reap it. */
    private static void awaitEnd(long pid) {
        ProcessHandle.of(pid)
                .ifPresent(process ->
                        process.onExit().orTimeout(60, TimeUnit.SECONDS).join());
    }
}
