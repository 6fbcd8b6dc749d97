package org.expool.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.expool.Outcome;
import org.expool.Usage;
import org.expool.spi.ProcessExit;
import org.expool.testkit.LaunchRecorder.Exited;
import org.expool.testkit.LaunchRecorder.NotStarted;
import org.junit.jupiter.api.Test;

class LaunchRecorderTest {

    private static final Outcome.NotStarted MISSING =
            new Outcome.NotStarted(Outcome.NotStarted.Cause.PROGRAM_MISSING, 2, "no such program");

    private final LaunchRecorder recorder = new LaunchRecorder();

    @Test
    void waitsForAReportFromAnotherThread() throws InterruptedException {
        Thread launcher = new Thread(() -> {
            recorder.started(1, 4711, 0);
            recorder.exited(1, ProcessExit.exited(5, 3, Usage.unknown()));
        });
        launcher.start();
        Exited exited = recorder.await(1, Exited.class, Duration.ofSeconds(10));
        launcher.join();
        assertThat(exited.exit().exitCode()).isEqualTo(3);
        assertThat(recorder.of(1)).hasSize(2);
    }

    @Test
    void saysWhatCameInsteadOfWhatWasAwaited() {
        recorder.notStarted(1, MISSING);
        recorder.started(2, 4711, 0);
        assertThatThrownBy(() -> recorder.await(1, Exited.class, Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("no Exited of request 1", "no such program");
        assertThatThrownBy(() -> recorder.awaitEnd(2, Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("no end of request 2", "4711");
    }

    @Test
    void takesARefusedStartForAnEnd() throws InterruptedException {
        recorder.notStarted(1, MISSING);
        assertThat(recorder.awaitEnd(1, Duration.ofSeconds(1))).isEqualTo(new NotStarted(1, MISSING));
    }
}
