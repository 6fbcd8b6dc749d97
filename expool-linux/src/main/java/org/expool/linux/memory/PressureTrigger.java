package org.expool.linux.memory;

import com.sun.jna.Memory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.expool.spi.PressureWatch;
import org.jspecify.annotations.Nullable;

/**
 * A trigger of the kernel's pressure stall information (Documentation/accounting/psi.rst, Linux 5.2): it reports, at most
 * once in two seconds, that some process waited for memory for {@link #STALL_MICROS} of them. Who has no special right may
 * ask for windows of two seconds only. Thread-safe.
 */
final class PressureTrigger implements PressureWatch {

    private static final int STALL_MICROS = 150_000;
    private static final int WINDOW_MICROS = 2_000_000;

    private final Runnable stalled;
    private final int trigger;
    private final int end;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread;

    private PressureTrigger(int trigger, int end, Runnable stalled) {
        this.trigger = trigger;
        this.end = end;
        this.stalled = stalled;
        thread = new Thread(this::watch, "expool-pressure");
        thread.setDaemon(true);
    }

    /** Begins to wait; null where the kernel has no such file, or does not let us. */
    static @Nullable PressureTrigger open(Path file, Runnable stalled) {
        if (!Files.isWritable(file)) {
            return null;
        }
        try {
            return begin(file, stalled);
        } catch (LinkageError noJna) {
            return null;
        }
    }

    private static @Nullable PressureTrigger begin(Path file, Runnable stalled) {
        int trigger = PollCalls.open(file.toString(), PollCalls.O_RDWR_NONBLOCK_CLOEXEC);
        byte[] words = ("some " + STALL_MICROS + " " + WINDOW_MICROS + "\0").getBytes(StandardCharsets.US_ASCII);
        int end = trigger < 0 ? -1 : PollCalls.eventfd(0, PollCalls.O_CLOEXEC);
        if (end < 0 || PollCalls.write(trigger, words, words.length) < 0) {
            PollCalls.close(trigger);
            PollCalls.close(end);
            return null;
        }
        PressureTrigger watch = new PressureTrigger(trigger, end, stalled);
        watch.thread.start();
        return watch;
    }

    /** struct pollfd is an int and two shorts. */
    private void watch() {
        try (Memory both = new Memory(16)) {
            while (true) {
                both.setInt(0, trigger);
                both.setShort(4, PollCalls.POLLPRI);
                both.setInt(8, end);
                both.setShort(12, PollCalls.POLLIN);
                both.setShort(6, (short) 0);
                both.setShort(14, (short) 0);
                int ready = PollCalls.poll(both, 2, -1);
                if (closed.get() || (both.getShort(6) & PollCalls.POLLERR) != 0) {
                    return; // the group that was watched is gone
                }
                if (ready > 0 && (both.getShort(6) & PollCalls.POLLPRI) != 0) {
                    stalled.run();
                }
            }
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        PollCalls.write(end, new byte[] {1, 0, 0, 0, 0, 0, 0, 0}, Long.BYTES);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        PollCalls.close(trigger);
        PollCalls.close(end);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The file of the control group of this process where it has one (of the second version), else of the machine. */
    static Path fileOf(Path root) {
        try {
            for (String line : Files.readAllLines(root.resolve("proc/self/cgroup"))) {
                Path own = root.resolve("sys/fs/cgroup" + line.substring(line.lastIndexOf(':') + 1));
                if (line.startsWith("0::") && Files.isWritable(own.resolve("memory.pressure"))) {
                    return own.resolve("memory.pressure");
                }
            }
        } catch (IOException | UncheckedIOException noGroups) {
            // then that of the machine
        }
        return root.resolve("proc/pressure/memory");
    }
}
