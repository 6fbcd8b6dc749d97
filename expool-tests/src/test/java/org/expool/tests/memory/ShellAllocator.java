package org.expool.tests.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.expool.JobBuilder;
import org.expool.MemorySize;
import org.expool.tests.process.Jobs;

/** Jobs that use a known amount of memory, with only a shell. */
final class ShellAllocator {

    static final long MIB = 1 << 20;

    private ShellAllocator() {}

    /**
     * Uses it for some time, then succeeds.
     *
     * @param mebibytes how much, besides less than 10 of the shell
     */
    static JobBuilder job(String name, int mebibytes, double seconds) {
        return Jobs.shell(name, script(mebibytes, seconds));
    }

    /** The same as words for a shell. The time counts from the start, so use it where the memory need not be held. */
    static String script(int mebibytes, double seconds) {
        return String.format(Locale.ROOT, "%s | sleep %.1f", block(mebibytes), seconds);
    }

    /** The same, in use until a file exists. */
    static String script(int mebibytes, Path end) {
        return block(mebibytes) + " | (" + waitsFor(end) + ")";
    }

    /** Words for a shell that take a block of memory and write it, which keeps it as long as nobody reads. */
    private static String block(int mebibytes) {
        return "dd if=/dev/zero bs=" + mebibytes + "M count=1 iflag=fullblock 2>/dev/null";
    }

    /** Words for a shell that wait until a file exists. */
    static String waitsFor(Path file) {
        return "until [ -e " + file + " ]; do sleep 0.1; done";
    }

    static void make(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Allocates it and succeeds, or fails with 9 if it does not get it. */
    static String takes(int mebibytes) {
        return block(mebibytes) + " >/dev/null || exit 9";
    }

    /** The limit of a pool whose jobs may use so much beside this JVM, which grows a bit. */
    static MemorySize limitForJobs(int mebibytes) {
        try {
            String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ");
            return MemorySize.ofBytes(Long.parseLong(pages[1]) * 4096 + (mebibytes + 40) * MIB);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
