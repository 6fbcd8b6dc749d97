package org.expool.linux.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.expool.Input;
import org.expool.Outcome;
import org.expool.Output;
import org.expool.spi.LaunchRequest;
import org.expool.spi.LaunchSession;
import org.expool.spi.LaunchStep;
import org.expool.spi.ProcessExit;
import org.expool.testkit.SessionDriver;
import org.jspecify.annotations.Nullable;

/** A session with its events, and short ways to ask it for processes. */
final class SessionFixture implements AutoCloseable {

    static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");

    final RecordedEvents events = new RecordedEvents();
    final LaunchSession session = new PosixSpawnLauncher().open("test", events);
    private final SessionDriver driver = SessionDriver.of(session);
    private final AtomicLong ids = new AtomicLong();

    /** A request to change before it is started; discards what is written. */
    final class Ask {
        private final List<String> command;
        private Map<String, String> environment = ENVIRONMENT;
        private @Nullable Path workdir;
        private Input stdin = Input.none();
        private Output stdout = Output.discard();
        private Output stderr = Output.discard();
        private List<LaunchStep> steps = List.of();

        private Ask(List<String> command) {
            this.command = command;
        }

        Ask environment(Map<String, String> variables) {
            environment = variables;
            return this;
        }

        Ask workdir(Path directory) {
            workdir = directory;
            return this;
        }

        Ask stdin(Path file) {
            stdin = Input.file(file);
            return this;
        }

        Ask stdout(Path file) {
            stdout = Output.appendTo(file);
            return this;
        }

        Ask stdout(Output output) {
            stdout = output;
            return this;
        }

        Ask stderr(Output output) {
            stderr = output;
            return this;
        }

        Ask steps(LaunchStep... all) {
            steps = List.of(all);
            return this;
        }

        long start() {
            long id = ids.incrementAndGet();
            session.start(new LaunchRequest(
                    id, (int) (id % 1000), command, environment, workdir, stdin, stdout, stderr, null, steps));
            return id;
        }

        ProcessExit run() {
            return events.exit(start());
        }

        String refusal() {
            return events.refusal(start());
        }

        Outcome.NotStarted why() {
            return events.why(start());
        }
    }

    Ask command(String... words) {
        return new Ask(List.of(words));
    }

    Ask sh(String script) {
        return command("sh", "-c", script);
    }

    @Override
    public void close() {
        driver.close();
        session.close();
    }
}
