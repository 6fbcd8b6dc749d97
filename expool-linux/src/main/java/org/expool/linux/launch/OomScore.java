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
 * Raises the oom_score_adj of jobs (proc_pid_oom_score_adj(5)), so that the OOM killer never selects this process before its
 * jobs: by the memory of this process and a tenth of all memory, in thousandths of all memory. Raising it needs no
 * privilege, and descendants inherit it. For one thread.
 */
final class OomScore {

    private static final Logger LOG = LoggerFactory.getLogger(OomScore.class);
    private static final int MARGIN = 100;
    private static final int HIGHEST = 1000;
    private static final long NON_HEAP_BYTES = 64 << 20;
    private static final int MAX_PATH = 64;

    private final NativeBlock path = NativeBlock.ofBytes(MAX_PATH);
    private final NativeBlock value;
    private final int length;

    private OomScore(int adjustment) {
        byte[] text = Integer.toString(adjustment).getBytes(StandardCharsets.US_ASCII);
        length = text.length;
        value = NativeBlock.ofBytes(length);
        value.buffer().put(0, text);
    }

    /** Above the current score of this process. */
    static OomScore aboveOwnScore() {
        try {
            long own = Long.parseLong(
                    Files.readString(Path.of("/proc/self/oom_score_adj")).strip());
            return new OomScore((int) Math.min(HIGHEST, own + MARGIN + ownShare()));
        } catch (IOException | NumberFormatException e) {
            LOG.debug("oom_score_adj of this process cannot be read", e);
            return new OomScore(HIGHEST / 2);
        }
    }

    /**
     * The approximate memory of this process in thousandths of that of its host or container, which is taken to be four
     * times the largest heap: a JVM's default.
     */
    private static long ownShare() {
        Runtime runtime = Runtime.getRuntime();
        return HIGHEST * (runtime.totalMemory() + NON_HEAP_BYTES) / (4 * runtime.maxMemory());
    }

    /** Raises the score of a new process; without effect if it has ended. */
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
