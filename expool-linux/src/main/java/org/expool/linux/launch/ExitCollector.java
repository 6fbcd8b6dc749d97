package org.expool.linux.launch;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.expool.PeakMemory;
import org.expool.Usage;
import org.expool.linux.kernel.Errno;
import org.expool.linux.kernel.LibC;
import org.expool.linux.kernel.NativeBlock;
import org.expool.spi.ProcessExit;

/**
 * Collects status and usage of ended processes by wait4. Not thread-safe.
 *
 * <p>Peak memory: the kernel keeps the larger of a process's peaks before and after exec, and a process made by posix_spawn
 * shares this JVM's memory until exec. So the ru_maxrss of a child is never below the peak of this JVM. Only a value clearly
 * above that is the child's; any other is an upper bound. The margin covers the kernel's lazily summed counters of resident
 * pages.
 */
final class ExitCollector {

    private static final int SIGINFO_BYTES = 128;
    private static final int USAGE_BYTES = 256;
    private static final int MAXRSS = 4 * Long.BYTES;
    private static final int VOLUNTARY_SWITCHES = 16 * Long.BYTES;
    private static final int INVOLUNTARY_SWITCHES = 17 * Long.BYTES;
    private static final int MINOR_FAULTS = 8 * Long.BYTES;
    private static final int MAJOR_FAULTS = 9 * Long.BYTES;
    private static final long MARGIN_KIB = 1024;

    /** Shorter processes are not asked for their IO counts: that costs about a fiftieth of the shortest job. */
    private static final long IO_COUNTS_MIN_NANOS = 5_000_000;

    private final NativeBlock info = NativeBlock.ofBytes(SIGINFO_BYTES);
    private final NativeBlock status = NativeBlock.ofBytes(Long.BYTES);
    private final NativeBlock child = NativeBlock.ofBytes(USAGE_BYTES);
    private final NativeBlock self = NativeBlock.ofBytes(USAGE_BYTES);
    private final IoCounts io = new IoCounts();
    private long ownPeakKib;

    /**
     * Waits for the exit of a child of this process without reaping it, so that it keeps its pid; returns at once if there
     * is no such child.
     */
    void await(int pid) {
        int failed;
        do {
            failed = LibC.waitid(LibC.P_PID, pid, info.address(), LibC.WEXITED | LibC.WNOWAIT);
        } while (failed != 0 && Errno.last().interrupted());
    }

    /**
     * Waits for the exit of a child of this process, and reaps it.
     *
     * @param started the time of its spawn
     * @param nanos the time at which its exit was noticed
     */
    ProcessExit collect(int pid, long started, long nanos) {
        Usage counted = nanos - started < IO_COUNTS_MIN_NANOS ? Usage.unknown() : io.addTo(Usage.unknown(), pid);
        int collected;
        do {
            collected = LibC.wait4(pid, status.address(), 0, child.address());
        } while (collected < 0 && Errno.last().interrupted());
        if (collected < 0) {
            return ProcessExit.unknown(nanos);
        }
        return decode(
                status.buffer().getInt(0),
                nanos,
                usage(counted, child.buffer(), ownPeakKib(child.buffer().getLong(MAXRSS))));
    }

    /** The peak of this JVM, which never falls: the last value suffices for a child that is not above it. */
    private long ownPeakKib(long ofChild) {
        if (isClearlyAbove(ofChild, ownPeakKib)) {
            LibC.getrusage(LibC.RUSAGE_SELF, self.address());
            ownPeakKib = self.buffer().getLong(MAXRSS);
        }
        return ownPeakKib;
    }

    private static boolean isClearlyAbove(long peakKib, long ownPeakKib) {
        return peakKib > ownPeakKib + ownPeakKib / 50 + MARGIN_KIB;
    }

    static ProcessExit decode(int status, long nanos, Usage usage) {
        int signal = status & 0x7f;
        return signal == 0
                ? ProcessExit.exited(nanos, status >> 8 & 0xff, usage)
                : ProcessExit.signalled(nanos, signal, usage);
    }

    static Usage usage(Usage counted, ByteBuffer child, long ownPeakKib) {
        long peakKib = child.getLong(MAXRSS);
        PeakMemory.Source source =
                isClearlyAbove(peakKib, ownPeakKib) ? PeakMemory.Source.RUSAGE : PeakMemory.Source.UPPER_BOUND;
        return counted.withCpu(time(child, 0), time(child, 2 * Long.BYTES), Usage.CpuSource.RUSAGE)
                .withCounts(
                        child.getLong(VOLUNTARY_SWITCHES),
                        child.getLong(INVOLUNTARY_SWITCHES),
                        child.getLong(MINOR_FAULTS),
                        child.getLong(MAJOR_FAULTS))
                .withPeakMemory(new PeakMemory(peakKib * 1024, source));
    }

    private static Duration time(ByteBuffer usage, int at) {
        return Duration.ofSeconds(usage.getLong(at), usage.getLong(at + Long.BYTES) * 1000);
    }
}
