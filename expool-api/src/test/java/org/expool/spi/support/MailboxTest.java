package org.expool.spi.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** No message and no wake-up is lost. */
class MailboxTest {

    private static final long LIMIT_SECONDS = 180;

    /** Each task waits for others, so none may wait for a thread, as in the common pool. */
    private static final Executor THREADS = work -> new Thread(work, "mailbox-test").start();

    private final ParkedWait wait = new ParkedWait();

    @Test
    void losesNoWakeUp() {
        int messages = 50_000;
        Mailbox<Integer> mailbox = new Mailbox<>();
        CompletableFuture<Void> receiver = CompletableFuture.runAsync(
                () -> {
                    int received = 0;
                    while (received < messages) {
                        if (mailbox.poll() == null) {
                            mailbox.await(wait, Long.MAX_VALUE);
                        } else {
                            received++;
                        }
                    }
                },
                THREADS);
        List<CompletableFuture<Void>> senders = IntStream.range(0, 2)
                .mapToObj(sender -> CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < messages / 2; i++) {
                                mailbox.send(i);
                                if (i % 3 == 0) {
                                    Thread.yield(); // so that the receiver sleeps now and then
                                }
                            }
                        },
                        THREADS))
                .toList();
        receiver.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
        senders.forEach(CompletableFuture::join);
    }

    @Test
    void aClosedMailboxRefusesMessagesButGivesOutThoseItHas() {
        Mailbox<String> mailbox = new Mailbox<>();
        assertThat(mailbox.send("before")).isTrue();
        mailbox.close();
        assertThat(mailbox.send("after")).isFalse();
        assertThat(mailbox.poll()).isEqualTo("before");
        assertThat(mailbox.poll()).isNull();
    }

    @RepeatedTest(20)
    void whatWasAcceptedIsTakenAlsoAroundTheClosing() {
        Mailbox<Integer> mailbox = new Mailbox<>();
        AtomicInteger accepted = new AtomicInteger();
        List<CompletableFuture<Void>> senders = IntStream.range(0, 3)
                .mapToObj(sender -> CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; mailbox.send(sender * 1_000_000 + i) && i < 5000; i++) {
                                accepted.incrementAndGet();
                            }
                        },
                        THREADS))
                .toList();
        int taken = 0;
        while (taken < 2000) {
            assertThat(mailbox.take(wait)).isNotNull();
            taken++;
        }
        mailbox.close();
        while (mailbox.take(wait) != null) {
            taken++;
        }
        senders.forEach(
                sender -> sender.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join());
        while (mailbox.take(wait) != null) {
            taken++;
        }
        assertThat(taken).isBetween(accepted.get(), accepted.get() + senders.size());
    }

    @Test
    void aSleepingReceiverWakesForAMessageAndForTheClosing() {
        Mailbox<String> mailbox = new Mailbox<>();
        CompletableFuture<String> taken =
                CompletableFuture.supplyAsync(() -> mailbox.take(wait) + " " + mailbox.take(wait), THREADS);
        mailbox.send("hello");
        mailbox.close();
        assertThat(taken.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join()).isEqualTo("hello null");
    }

    @Test
    void aForcedWakeupEndsTheNextSleep() {
        Mailbox<String> mailbox = new Mailbox<>();
        mailbox.forceWakeup();
        CompletableFuture.runAsync(() -> mailbox.await(wait, Long.MAX_VALUE), THREADS)
                .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
        assertThat(mailbox.isEmpty()).isTrue();
    }
}
