package org.expool.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class NoLeaksTest {

    @Test
    void failsATestThatLeavesAProcessAndEndsIt() throws InterruptedException {
        Events tests = run(LeavesAProcess.class);

        tests.assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test(),
                                finishedWithFailure(message(text -> text.contains("leaves()")
                                        && text.contains("process " + LeavesAProcess.left.pid())
                                        && text.contains("sleep 600")))));
        assertThat(LeavesAProcess.left.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void givesTimeToWhatIsJustEnding() {
        run(LeavesAnEndingProcess.class)
                .assertStatistics(statistics -> statistics.succeeded(1).failed(0));
    }

    private static Events run(Class<?> testClass) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .execute()
                .testEvents();
    }

    @ExtendWith(NoLeaks.class)
    static class LeavesAProcess {
        static Process left;

        @Test
        void leaves() throws IOException {
            left = new ProcessBuilder("sleep", "600").start();
        }
    }

    @ExtendWith(NoLeaks.class)
    static class LeavesAnEndingProcess {
        @Test
        void leaves() throws IOException {
            new ProcessBuilder("sleep", "1").start();
        }
    }
}
