package org.expool.linux.memory;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.expool.linux.kernel.LibC;
import org.expool.linux.kernel.NativeBlock;
import org.expool.linux.proc.Hierarchies;
import org.expool.spi.PressureWatch;
import org.jspecify.annotations.Nullable;

/**
 * A trigger of the kernel's pressure stall information (Documentation/accounting/psi.rst, Linux 5.2): it reports, at most
 * once in two seconds, that some process waited for memory for {@link #STALL_MICROS} of them. Who has no special right may
 * ask for windows of two seconds only. Stateless and thread-safe.
 */
final class PressureTrigger {

    private static final int STALL_MICROS = 150_000;
    private static final int WINDOW_MICROS = 2_000_000;

    private PressureTrigger() {}

    /** Begins to wait; null where the kernel has no such file, or does not let us. */
    static @Nullable PressureWatch open(Path file, Runnable stalled) {
        if (!Files.isWritable(file)) {
            return null;
        }
        try {
            return begin(file, stalled);
        } catch (LinkageError noJna) {
            return null;
        }
    }

    private static @Nullable PressureWatch begin(Path file, Runnable stalled) {
        int trigger = LibC.open(file.toString(), LibC.O_RDWR | LibC.O_NONBLOCK);
        if (trigger < 0 || !isTaken(trigger)) {
            LibC.close(trigger);
            return null;
        }
        return DescriptorWatch.begin("expool-pressure", trigger, LibC.POLLPRI, came -> {
            boolean isThere = (came & LibC.POLLERR) == 0; // else the group that was watched is gone
            if (isThere) {
                stalled.run();
            }
            return isThere;
        });
    }

    private static boolean isTaken(int trigger) {
        byte[] words = ("some " + STALL_MICROS + " " + WINDOW_MICROS + "\0").getBytes(StandardCharsets.US_ASCII);
        NativeBlock text = NativeBlock.ofBytes(words.length);
        text.buffer().put(0, words);
        long written = LibC.write(trigger, text.address(), words.length);
        return written == text.buffer().capacity();
    }

    /**
     * The file of the control group that this process was started in where it has one (of the second version), else of the
     * machine. What the process moved into is none: there it is without its jobs.
     */
    static Path fileOf(Path root) {
        return Hierarchies.ofThisProcess(root)
                .unified()
                .map(group -> group.own().resolve("memory.pressure"))
                .filter(Files::isWritable)
                .orElse(root.resolve("proc/pressure/memory"));
    }
}
