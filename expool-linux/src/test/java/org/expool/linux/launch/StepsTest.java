package org.expool.linux.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.expool.spi.LaunchStep;
import org.expool.spi.StartRefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How launch steps are called. */
class StepsTest {

    private final SessionFixture launch = new SessionFixture();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        launch.close();
    }

    @Test
    void aStartCallsThemInOrderAroundTheSpawn() {
        Path out = folder.resolve("out");
        long id = launch.command("echo", "job")
                .stdout(out)
                .steps(
                        new RecordingStep("a", List.of("env", "A=1")),
                        new RecordingStep("b", List.of("sh", "-c", "echo $A; exec \"$@\"", "sh")))
                .start();
        launch.events.exit(id);
        assertThat(launch.events.log())
                .containsExactly(
                        "a before",
                        "b before",
                        "b after",
                        "a after",
                        "a spawned",
                        "b spawned",
                        "started " + id,
                        "a release",
                        "b release",
                        "exited " + id);
        assertThat(out).hasContent("1\njob");
    }

    @Test
    void aRefusingStepStopsTheStartAndAllAreReleased() {
        long id = launch.command("true")
                .steps(new RecordingStep("a", List.of()), new RefusingStep(), new RecordingStep("c", List.of()))
                .start();
        assertThat(launch.events.refusal(id)).isEqualTo("CPU 99 is not there");
        assertThat(launch.events.log())
                .containsExactly("a before", "a after", "a release", "c release", "notStarted " + id);
    }

    @Test
    void aFailedStartCallsTheStepsBackToo() {
        long id = launch.command("/no/such/program")
                .steps(new RecordingStep("a", List.of()))
                .start();
        launch.events.refusal(id);
        assertThat(launch.events.log()).containsExactly("a before", "a after", "a release", "notStarted " + id);
    }

    @Test
    void theCommandBehindAPrefixIsCheckedBeforehand() {
        assertThat(launch.command("/no/such/program")
                        .steps(new RecordingStep("a", List.of("env")))
                        .refusal())
                .isEqualTo("program '/no/such/program' does not exist");
        assertThat(launch.command("/etc/passwd")
                        .steps(new RecordingStep("a", List.of("env")))
                        .refusal())
                .isEqualTo("program '/etc/passwd' is not executable");
    }

    @Test
    void aStepThatFailsUnexpectedlyIsNamed() {
        LaunchStep defect = new LaunchStep() {
            @Override
            public void beforeSpawn() {
                throw new IllegalStateException("out of order");
            }

            @Override
            public String toString() {
                return "binder";
            }
        };
        assertThat(launch.command("true").steps(defect).refusal()).contains("binder", "out of order");
        assertThat(launch.command("true").run().exitCode()).isZero();
    }

    private final class RecordingStep implements LaunchStep {
        private final String name;
        private final List<String> words;

        private RecordingStep(String name, List<String> words) {
            this.name = name;
            this.words = words;
        }

        @Override
        public List<String> prefix() {
            return words;
        }

        @Override
        public void beforeSpawn() {
            launch.events.note(name + " before");
        }

        @Override
        public void afterSpawn() {
            launch.events.note(name + " after");
        }

        @Override
        public void spawned(long pid) {
            launch.events.note(name + " spawned");
        }

        @Override
        public void release() {
            launch.events.note(name + " release");
        }
    }

    private static final class RefusingStep implements LaunchStep {
        @Override
        public void beforeSpawn() {
            throw new StartRefusedException("CPU 99 is not there", null);
        }
    }
}
