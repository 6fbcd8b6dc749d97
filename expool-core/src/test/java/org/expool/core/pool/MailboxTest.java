package org.expool.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class MailboxTest {

    @Test
    void losesNoWakeUp() throws InterruptedException {
        int letters = 50_000;
        Mailbox<Integer> mailbox = new Mailbox<>();
        ParkedWait wait = new ParkedWait();
        CountDownLatch done = new CountDownLatch(1);
        Thread receiver = new Thread(() -> {
            int received = 0;
            while (received < letters) {
                if (mailbox.poll() == null) {
                    mailbox.await(wait, Long.MAX_VALUE);
                } else {
                    received++;
                }
            }
            done.countDown();
        });
        receiver.setDaemon(true);
        receiver.start();
        List<Thread> senders = new ArrayList<>();
        for (int sender = 0; sender < 2; sender++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < letters / 2; i++) {
                    mailbox.send(i);
                    if (i % 3 == 0) {
                        Thread.yield(); // lets the receiver fall asleep now and then
                    }
                }
            });
            senders.add(thread);
            thread.start();
        }
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> done.await());
        for (Thread sender : senders) {
            sender.join();
        }
    }

    @Test
    void aClosedMailboxRefusesLettersButGivesOutThoseItHas() {
        Mailbox<String> mailbox = new Mailbox<>();
        assertThat(mailbox.send("before")).isTrue();
        mailbox.close();
        assertThat(mailbox.send("after")).isFalse();
        assertThat(mailbox.poll()).isEqualTo("before");
        assertThat(mailbox.poll()).isNull();
    }
}
