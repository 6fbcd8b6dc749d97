package org.expool.core.containment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.expool.Input;
import org.expool.Outcome;
import org.expool.Output;
import org.expool.Signal;
import org.expool.Usage;
import org.expool.spi.Availability;
import org.expool.spi.Cell;
import org.expool.spi.CellStatistics;
import org.expool.spi.ContainmentSession;
import org.expool.spi.LaunchEvents;
import org.expool.spi.LaunchRequest;
import org.expool.spi.LaunchSession;
import org.expool.spi.LaunchStep;
import org.expool.spi.ProcessExit;
import org.expool.spi.ProcessLauncher;
import org.junit.jupiter.api.Test;

/** The executor for blocking calls is a list of tasks, which the tests run in any order. */
class ContainedSessionTest {

    private static final long ID = 7;

    private final Deque<Runnable> blocking = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final List<Long> exited = new ArrayList<>();
    private final ContainedSession session =
            new ContainedSession("test", new StubLauncher(), new Exits(), new OneCell(), blocking::add);
    private LaunchEvents launcherEvents;
    private Runnable meanwhile = () -> {};
    private Runnable afterKill = () -> {};
    private final List<Outcome.NotStarted> refused = new ArrayList<>();
    private boolean noDescriptors;
    private boolean launcherFails;

    @Test
    void aThawIsNotOvertakenByTheFreezeBeforeIt() {
        start();
        session.freeze(ID, true);
        session.freeze(ID, false);
        while (!blocking.isEmpty()) {
            blocking.removeLast().run(); // the most unfortunate order
        }
        assertThat(done).as("not frozen").isEmpty();
    }

    @Test
    void theLastRequestCountsAlsoWhileAnEarlierIsApplied() {
        start();
        session.freeze(ID, true);
        meanwhile = () -> session.freeze(ID, false);
        blocking.remove().run();
        assertThat(done).containsExactly("freeze", "thaw");
        assertThat(blocking).isEmpty();
        meanwhile = () -> {};
        session.freeze(ID, true);
        blocking.remove().run();
        assertThat(done).containsExactly("freeze", "thaw", "freeze");
    }

    @Test
    void aFrozenCellIsNotReleased() {
        start();
        session.freeze(ID, true);
        blocking.remove().run();
        launcherEvents.exited(ID, ProcessExit.exited(0, 0, Usage.unknown()));
        assertThat(exited).isEmpty();
        blocking.remove().run();
        assertThat(exited).containsExactly(ID);
        assertThat(done).containsExactly("freeze", "kill", "thaw");
    }

    /** The freeze comes after the other thread has killed and thawed. */
    @Test
    void aCellFrozenAfterTheKillIsThawedBeforeItsRelease() {
        start();
        session.freeze(ID, true);
        blocking.remove().run();
        launcherEvents.exited(ID, ProcessExit.exited(0, 0, Usage.unknown()));
        afterKill = () -> {
            session.freeze(ID, false);
            blocking.remove().run();
            session.freeze(ID, true);
            blocking.remove().run();
        };
        blocking.remove().run();
        assertThat(exited).containsExactly(ID);
        assertThat(done).containsExactly("freeze", "kill", "thaw", "freeze", "thaw");
    }

    /** An unreadable cell is not empty: the blocking thread reads it again, and the exit is not lost. */
    @Test
    void theExitFromAnUnreadableCellIsReportedAfterTheKill() {
        start();
        noDescriptors = true;
        launcherEvents.exited(ID, ProcessExit.exited(0, 0, Usage.unknown()));
        assertThat(exited).isEmpty();
        blocking.remove().run();
        assertThat(done).containsExactly("kill");
        assertThat(exited).containsExactly(ID);
    }

    @Test
    void aCellThatCannotBeOpenedRefusesTheStartAndItsStepsAreReleased() {
        noDescriptors = true;
        List<String> released = new ArrayList<>();
        request(new LaunchStep() {
            @Override
            public void release() {
                released.add("released");
            }
        });
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0).cause()).isEqualTo(Outcome.NotStarted.Cause.LAUNCH_STEP);
        assertThat(refused.get(0).reason()).contains("cell").contains("too many open files");
        assertThat(released).containsExactly("released");
    }

    @Test
    void theCellsAreClosedThoughTheLauncherCannotBe() {
        launcherFails = true;
        assertThatThrownBy(session::close).hasMessage("thrown by a test");
        assertThat(done).containsExactly("close");
    }

    private void failWithoutDescriptors() {
        if (noDescriptors) {
            throw new UncheckedIOException(new IOException("too many open files"));
        }
    }

    private void start() {
        request();
        launcherEvents.started(ID, 4711, 0);
    }

    private void request(LaunchStep... steps) {
        session.start(new LaunchRequest(
                ID,
                0,
                List.of("job"),
                Map.of(),
                null,
                Input.none(),
                Output.discard(),
                Output.discard(),
                null,
                List.of(steps)));
    }

    private final class OneCell implements ContainmentSession {
        @Override
        public Cell cell(int slot) {
            failWithoutDescriptors();
            return new EmptyCell();
        }

        @Override
        public void removeAtEnd(Path path) {}

        @Override
        public void close() {
            done.add("close");
        }
    }

    private final class EmptyCell implements Cell {
        @Override
        public LaunchStep enter() {
            return new LaunchStep() {};
        }

        @Override
        public Map<String, String> variables() {
            return Map.of();
        }

        @Override
        public boolean freeze() {
            done.add("freeze");
            meanwhile.run();
            return true;
        }

        @Override
        public void thaw() {
            done.add("thaw");
        }

        @Override
        public boolean kill(Duration limit) {
            done.add("kill");
            afterKill.run();
            return true;
        }

        @Override
        public void signal(Signal signal) {}

        @Override
        public boolean isEmpty() {
            failWithoutDescriptors();
            return true;
        }

        @Override
        public CellStatistics statistics() {
            failWithoutDescriptors();
            return CellStatistics.unknown();
        }
    }

    private final class StubLauncher implements ProcessLauncher, LaunchSession {
        @Override
        public String name() {
            return "stub";
        }

        @Override
        public int priority() {
            return 0;
        }

        @Override
        public Availability availability() {
            return Availability.available();
        }

        @Override
        public LaunchSession open(String name, LaunchEvents events) {
            launcherEvents = events;
            return this;
        }

        @Override
        public void start(LaunchRequest request) {}

        @Override
        public void signal(long id, Signal signal) {}

        @Override
        public void close() {
            if (launcherFails) {
                throw new IllegalStateException("thrown by a test");
            }
        }
    }

    private final class Exits implements LaunchEvents {
        @Override
        public void started(long id, long pid, long nanos) {}

        @Override
        public void notStarted(long id, Outcome.NotStarted why) {
            refused.add(why);
        }

        @Override
        public void exited(long id, ProcessExit exit) {
            exited.add(id);
        }
    }
}
