package org.expool.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class JvmSignalsTest {

    private final JvmSignals signals = new JvmSignals();

    @Test
    void hearsOfEachUntilRestored() throws InterruptedException {
        CountDownLatch outer = new CountDownLatch(1);
        CountDownLatch inner = new CountDownLatch(2);
        Runnable restoreOuter = signals.on("TERM", outer::countDown);
        Runnable restoreInner = signals.on("TERM", inner::countDown);

        CliTester.terminateThisProcess();
        while (inner.getCount() > 1) {
            Thread.onSpinWait();
        }
        CliTester.terminateThisProcess();
        inner.await();
        assertThat(outer.getCount()).isOne();

        restoreInner.run();
        CliTester.terminateThisProcess();
        outer.await();
        restoreOuter.run();
    }

    @Test
    void leavesAloneWhatTheJvmNeedsItself() {
        Runnable restore = signals.on("QUIT", () -> {});

        restore.run();
    }
}
