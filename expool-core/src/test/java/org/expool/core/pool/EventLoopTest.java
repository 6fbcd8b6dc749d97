package org.expool.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.expool.core.schedule.Commands;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.Scheduler;
import org.expool.core.schedule.SchedulerSettings;
import org.expool.spi.support.Mailbox;
import org.expool.spi.support.ParkedWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class EventLoopTest {

    private static final int EACH = 20_000;

    private final Mailbox<Event> mailbox = new Mailbox<>();

    private EventLoop loop(Runnable carryOut) {
        Commands commands = (Commands) Proxy.newProxyInstance(
                Commands.class.getClassLoader(), new Class<?>[] {Commands.class}, (self, method, arguments) -> {
                    carryOut.run();
                    return null;
                });
        return new EventLoop(mailbox, new Scheduler(SchedulerSettings.ofWorkers(1), commands), new PoolThreads("test"));
    }

    private CompletableFuture<Void> run(EventLoop loop) {
        return CompletableFuture.runAsync(() -> loop.run(new ParkedWait()), command -> {
            Thread thread = new Thread(command, "event-loop-test");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private void enqueue() {
        mailbox.enqueueQuietly(new Event.Inspect(null, 0, 1, "waiter"));
    }

    /** Nothing wakes the engine's thread here: the thread that holds the lock must find what others enqueue. */
    @Test
    void oneThreadAtATimeDrainsAndNoEventIsLeft() throws InterruptedException {
        AtomicBoolean busy = new AtomicBoolean();
        AtomicInteger clashes = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(3 * EACH);
        EventLoop loop = loop(() -> {
            clashes.addAndGet(busy.getAndSet(true) ? 1 : 0);
            done.countDown();
            busy.set(false);
        });
        CompletableFuture<Void> end = run(loop);
        List<Thread> reporters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Thread reporter = new Thread(() -> {
                for (int n = 0; n < EACH; n++) {
                    enqueue();
                    loop.tryDrain();
                }
            });
            reporters.add(reporter);
            reporter.start();
        }
        for (Thread reporter : reporters) {
            reporter.join();
        }
        done.await();
        assertThat(clashes).hasValue(0);
        mailbox.close();
        end.join();
    }

    @Test
    void aFaultOnAReportingThreadEndsTheEnginesThread() {
        EventLoop loop = loop(() -> {
            throw new IllegalStateException("thrown by a test");
        });
        CompletableFuture<Void> end = run(loop);
        enqueue();
        loop.tryDrain();
        assertThat(end)
                .failsWithin(30, TimeUnit.SECONDS)
                .withThrowableThat()
                .withStackTraceContaining("thrown by a test");
    }

    @Test
    void aDrainingThreadDoesNotDrainInside() {
        AtomicInteger depth = new AtomicInteger();
        List<Integer> depths = new ArrayList<>();
        EventLoop[] loop = new EventLoop[1];
        loop[0] = loop(() -> {
            depths.add(depth.incrementAndGet());
            if (depths.size() < 3) {
                enqueue();
                loop[0].tryDrain();
            }
            depth.decrementAndGet();
        });
        enqueue();
        loop[0].tryDrain();
        assertThat(depths).containsExactly(1, 1, 1);
    }
}
