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
 * once in two seconds, that some process stalled on memory for {@link #STALL_MICROS} of them. Unprivileged processes may
 * only use windows that are multiples of two seconds. Stateless and thread-safe.
 */
final class PressureTrigger {

    private static final int STALL_MICROS = 150_000;
    private static final int WINDOW_MICROS = 2_000_000;

    private PressureTrigger() {}

    /** Starts to wait; null where the kernel has no such file, or refuses. */
    static @Nullable PressureWatch open(Path file, Runnable stalled) {
        if (!Files.isWritable(file)) {
            return null;
        }
        try {
            return start(file, stalled);
        } catch (Error noJna) { // mostly a LinkageError; where another JNA is installed, a plain Error
            return null;
        }
    }

    private static @Nullable PressureWatch start(Path file, Runnable stalled) {
        int trigger = LibC.open(file.toString(), LibC.O_RDWR | LibC.O_NONBLOCK);
        if (trigger < 0 || !isAccepted(trigger)) {
            LibC.close(trigger);
            return null;
        }
        return DescriptorWatch.start("expool-pressure", trigger, LibC.POLLPRI, received -> {
            boolean exists = (received & LibC.POLLERR) == 0; // otherwise the watched group is gone
            if (exists) {
                stalled.run();
            }
            return exists;
        });
    }

    private static boolean isAccepted(int trigger) {
        byte[] words = ("some " + STALL_MICROS + " " + WINDOW_MICROS + "\0").getBytes(StandardCharsets.US_ASCII);
        NativeBlock text = NativeBlock.ofBytes(words.length);
        text.buffer().put(0, words);
        long written = LibC.write(trigger, text.address(), words.length);
        return written == text.buffer().capacity();
    }

    /**
     * The file of the cgroup v2 that this process was started in, where it is writable, else that of the host. Not the group
     * that the process moved into, which does not contain its jobs.
     */
    static Path fileOf(Path root) {
        return Hierarchies.ofThisProcess(root)
                .cgroupV2()
                .map(group -> group.own().resolve("memory.pressure"))
                .filter(Files::isWritable)
                .orElse(root.resolve("proc/pressure/memory"));
    }
}
