package org.expool.linux.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.expool.spi.ProcessExit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is reported of the exits of processes. */
class ExitTest {

    private final SessionFixture launch = new SessionFixture();

    @AfterEach
    void close() {
        launch.close();
    }

    @Test
    void everyExitCodeIsReportedAsItIs() {
        List<Long> ids = new ArrayList<>();
        for (int code = 0; code < 256; code++) {
            ids.add(launch.sh("exit " + code).start());
        }
        for (int code = 0; code < 256; code++) {
            ProcessExit exit = launch.events.exit(ids.get(code));
            assertThat(exit.exitCode()).isEqualTo(code);
            assertThat(exit.signal()).isZero();
        }
    }

    /** All signals that end a process, those that the JVM blocks or handles itself among them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 24, 25, 26, 27, 29, 30, 31, 34, 64})
    void everySignalIsReportedAsItIs(int signal) {
        ProcessExit exit =
                launch.sh("ulimit -c 0; kill -" + signal + " $$; exit 77").run();
        assertThat(exit.signal()).isEqualTo(signal);
        assertThat(exit.exitCode()).isEqualTo(-1);
    }

    @Test
    void theStartIsReportedBeforeTheExit() {
        for (int i = 0; i < 50; i++) {
            long id = launch.command("/bin/true").start();
            launch.events.exit(id);
            assertThat(launch.events.log()).containsSubsequence("started " + id, "exited " + id);
        }
    }

    @Test
    void cpuTimeAndSwitchesAreTheProcesss() {
        ProcessExit busy =
                launch.sh("i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done").run();
        assertThat(busy.usage().user()).isGreaterThan(Duration.ofMillis(20)).isLessThan(Duration.ofMinutes(1));
        assertThat(busy.usage().system()).isNotNull();
        ProcessExit waiting = launch.sh("sleep 0.01; sleep 0.01; sleep 0.01").run();
        assertThat(waiting.usage().voluntarySwitches()).isGreaterThanOrEqualTo(3);
        assertThat(waiting.usage().involuntarySwitches()).isNotNegative();
    }

    @Test
    void theStatusOfTheProcessItselfCountsNotOfItsChildren() {
        assertThat(launch.sh("sh -c 'exit 9'; exit 4").run().exitCode()).isEqualTo(4);
    }
}
