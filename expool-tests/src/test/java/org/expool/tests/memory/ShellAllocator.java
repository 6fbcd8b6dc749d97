package org.expool.tests.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.expool.JobBuilder;
import org.expool.MemorySize;
import org.expool.tests.process.Jobs;

/** Jobs that hold a known amount of memory, with nothing but a shell. */
final class ShellAllocator {

    static final long MIB = 1 << 20;

    private ShellAllocator() {}

    /**
     * Holds it for some time, then succeeds: tail keeps a line that has no end until its reader is gone.
     *
     * @param mebibytes how much, beside less than 10 of the shell
     */
    static JobBuilder job(String name, int mebibytes, double seconds) {
        return Jobs.shell(name, script(mebibytes, seconds));
    }

    /** The same as words for a shell. */
    static String script(int mebibytes, double seconds) {
        return String.format(
                Locale.ROOT, "head -c %dM /dev/zero | (tail -n 1 2>/dev/null | sleep %.1f)", mebibytes, seconds);
    }

    /** Takes it and is done, or fails with 9 if it does not get it. */
    static String takes(int mebibytes) {
        return "head -c " + mebibytes + "M /dev/zero | tail -n 1 >/dev/null || exit 9";
    }

    /** What a pool's limit must be so that its jobs may have so much beside this virtual machine, which grows a bit. */
    static MemorySize limitForJobs(int mebibytes) {
        try {
            String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ");
            return MemorySize.ofBytes(Long.parseLong(pages[1]) * 4096 + (mebibytes + 40) * MIB);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
