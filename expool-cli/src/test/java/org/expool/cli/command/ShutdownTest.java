package org.expool.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ShutdownTest {

    private final Map<String, Runnable> handlers = new ConcurrentHashMap<>();
    private final List<String> steps = new CopyOnWriteArrayList<>();
    private final CountDownLatch processesEnd = new CountDownLatch(1);
    private final Signals signals = (name, action) -> {
        handlers.put(name, action);
        return () -> handlers.remove(name);
    };
    private final Shutdown shutdown =
            new Shutdown(signals, message -> steps.add(message), code -> steps.add("exit " + code));

    private final Shutdown.Work work = new Shutdown.Work() {
        @Override
        public void stop(String reason) {
            steps.add("stop: " + reason);
        }

        @Override
        public void kill(String reason) {
            steps.add("kill: " + reason);
        }

        @Override
        public boolean hasProcesses() {
            steps.add("asked");
            return processesEnd.getCount() > 0;
        }
    };

    private void signal(String name) {
        handlers.get(name).run();
    }

    @Test
    void stopsTheWorkAndSaysSo() {
        shutdown.stops(work);
        assertThat(shutdown.exitCode(7)).isEqualTo(7);
        signal("HUP");
        signal("TERM");
        signal("HUP");

        assertThat(shutdown.exitCode(7)).isEqualTo(129);
        assertThat(steps)
                .containsExactly(
                        "stop: expool received SIGHUP", "SIGHUP: terminating all jobs; SIGINT kills them at once");
    }

    @Test
    void stopsWorkThatComesAfterTheSignal() {
        signal("TERM");
        shutdown.stops(work);

        assertThat(steps)
                .containsExactly(
                        "SIGTERM: terminating all jobs; SIGINT kills them at once", "stop: expool received SIGTERM");
        assertThat(shutdown.exitCode(0)).isEqualTo(143);
    }

    @Test
    void killsAtTheSecondInterruptAndLeavesTheEndToTheMainThread() throws InterruptedException {
        shutdown.stops(work);
        signal("INT");
        Thread second = new Thread(() -> signal("INT"));
        second.start();
        while (!steps.contains("asked")) {
            Thread.onSpinWait();
        }
        shutdown.close();
        second.join();

        assertThat(steps)
                .startsWith(
                        "stop: expool received SIGINT",
                        "SIGINT: terminating all jobs; another SIGINT kills them at once",
                        "kill: expool received SIGINT",
                        "asked")
                .noneMatch(event -> event.startsWith("exit"));
        assertThat(shutdown.exitCode(0)).isEqualTo(130);
        assertThat(handlers).isEmpty();
    }

    @Test
    void exitsItselfWhenAllAreGoneAndTheMainThreadIsStuck() {
        shutdown.stops(work);
        signal("TERM");
        processesEnd.countDown();
        signal("INT");

        assertThat(steps).contains("kill: expool received SIGTERM").endsWith("exit 143");
    }

    @Test
    void killsWorkThatComesAfterTwoInterrupts() {
        Runnable interrupt = handlers.get("INT");
        interrupt.run();
        shutdown.close(); // Spares the second its wait for the main thread.
        interrupt.run();
        shutdown.stops(work);

        assertThat(steps).endsWith("kill: expool received SIGINT");
    }
}
