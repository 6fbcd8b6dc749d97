package org.expool.linux.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.expool.linux.kernel.LibC;
import org.expool.linux.kernel.NativeBlock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises the score by which the kernel chooses whom to end when memory is out (proc_pid_oom_score_adj(5)), so that it never
 * takes this process before its jobs: by what this process holds, and a tenth of all memory, in thousandths of that. No right
 * is needed to raise it, and what a job starts inherits it. For one thread.
 */
final class OomScore {

    private static final Logger LOG = LoggerFactory.getLogger(OomScore.class);
    private static final int MARGIN = 100;
    private static final int HIGHEST = 1000;
    private static final long BESIDE_THE_HEAP = 64 << 20;
    private static final int LONGEST_PATH = 64;

    private final NativeBlock path = NativeBlock.ofBytes(LONGEST_PATH);
    private final NativeBlock value;
    private final int length;

    private OomScore(int adjustment) {
        byte[] text = Integer.toString(adjustment).getBytes(StandardCharsets.US_ASCII);
        length = text.length;
        value = NativeBlock.ofBytes(length);
        value.buffer().put(0, text);
    }

    /** Above that of this process, as it is now. */
    static OomScore aboveOwn() {
        try {
            long own = Long.parseLong(
                    Files.readString(Path.of("/proc/self/oom_score_adj")).strip());
            return new OomScore((int) Math.min(HIGHEST, own + MARGIN + shareOfAll()));
        } catch (IOException | NumberFormatException e) {
            LOG.debug("the score of this process cannot be read", e);
            return new OomScore(HIGHEST / 2);
        }
    }

    /**
     * What this process holds, about, in thousandths of what its machine or container has: four times the largest heap, as a
     * JVM chooses that by itself.
     */
    private static long shareOfAll() {
        Runtime runtime = Runtime.getRuntime();
        return HIGHEST * (runtime.totalMemory() + BESIDE_THE_HEAP) / (4 * runtime.maxMemory());
    }

    /** Raises that of a new process; without effect if it has ended. */
    void raise(int pid) {
        byte[] name = ("/proc/" + pid + "/oom_score_adj\0").getBytes(StandardCharsets.US_ASCII);
        path.buffer().put(0, name);
        int file = LibC.open(path.address(), LibC.O_WRONLY | LibC.O_CLOEXEC, 0);
        if (file >= 0) {
            LibC.write(file, value.address(), length);
            LibC.close(file);
        }
    }
}
