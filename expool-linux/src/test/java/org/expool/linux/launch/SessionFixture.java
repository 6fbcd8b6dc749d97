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

/** A session with its events, and short methods to request processes. */
final class SessionFixture implements AutoCloseable {

    static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");

    final RecordedEvents events = new RecordedEvents();
    final LaunchSession session = new PosixSpawnLauncher().open("test", events);
    private final SessionDriver driver = SessionDriver.of(session);
    private final AtomicLong ids = new AtomicLong();

    /** A request to configure before it is started; discards output by default. */
    final class Request {
        private final List<String> command;
        private Map<String, String> environment = ENVIRONMENT;
        private @Nullable Path workdir;
        private Input stdin = Input.none();
        private Output stdout = Output.discard();
        private Output stderr = Output.discard();
        private List<LaunchStep> steps = List.of();

        private Request(List<String> command) {
            this.command = command;
        }

        Request environment(Map<String, String> variables) {
            environment = variables;
            return this;
        }

        Request workdir(Path directory) {
            workdir = directory;
            return this;
        }

        Request stdin(Path file) {
            stdin = Input.file(file);
            return this;
        }

        Request stdout(Path file) {
            stdout = Output.appendTo(file);
            return this;
        }

        Request stdout(Output output) {
            stdout = output;
            return this;
        }

        Request stderr(Output output) {
            stderr = output;
            return this;
        }

        Request steps(LaunchStep... all) {
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

        Outcome.NotStarted outcome() {
            return events.outcome(start());
        }
    }

    Request command(String... words) {
        return new Request(List.of(words));
    }

    Request sh(String script) {
        return command("sh", "-c", script);
    }

    @Override
    public void close() {
        driver.close();
        session.close();
    }
}
