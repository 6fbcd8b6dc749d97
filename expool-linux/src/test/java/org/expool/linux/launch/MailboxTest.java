package org.expool.linux.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** That no message is lost. */
class MailboxTest {

    @RepeatedTest(20)
    void whatWasAcceptedIsTakenAlsoAroundTheClosing() {
        Mailbox<Integer> mailbox = new Mailbox<>();
        AtomicInteger accepted = new AtomicInteger();
        List<CompletableFuture<Void>> posters = IntStream.range(0, 3)
                .mapToObj(poster -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; mailbox.post(poster * 1_000_000 + i) && i < 5000; i++) {
                        accepted.incrementAndGet();
                    }
                }))
                .toList();
        int taken = 0;
        while (taken < 2000) {
            assertThat(mailbox.take()).isNotNull();
            taken++;
        }
        mailbox.close();
        while (mailbox.take() != null) {
            taken++;
        }
        posters.forEach(poster -> poster.orTimeout(60, TimeUnit.SECONDS).join());
        while (mailbox.take() != null) {
            taken++;
        }
        assertThat(taken).isBetween(accepted.get(), accepted.get() + posters.size());
    }

    @Test
    void aSleepingTakerWakesForTheMessageAndTheClosing() {
        Mailbox<String> mailbox = new Mailbox<>();
        CompletableFuture<String> taken = CompletableFuture.supplyAsync(() -> mailbox.take() + " " + mailbox.take());
        mailbox.post("hello");
        mailbox.close();
        assertThat(taken.orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo("hello null");
    }
}
