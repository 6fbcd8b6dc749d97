package org.expool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The resources that one attempt used; a value that was not measured is null, never 0. Made from {@link #unknown()} by
 * copies. Immutable and thread-safe.
 *
 * @param user CPU time in user mode
 * @param system CPU time in the kernel
 * @param cpuSource how these times were measured, and which processes they cover; null if they were not measured
 * @param voluntarySwitches voluntary context switches of the process and its waited-for descendants
 * @param involuntarySwitches their involuntary context switches
 * @param minorFaults page faults without I/O
 * @param majorFaults page faults with I/O
 * @param bytesRead bytes read by system calls from files, pipes and other descriptors
 * @param bytesWritten bytes written by system calls
 * @param peakMemory the peak memory, with its source
 */
public record Usage(
        @Nullable Duration user,
        @Nullable Duration system,
        @Nullable CpuSource cpuSource,
        @Nullable Long voluntarySwitches,
        @Nullable Long involuntarySwitches,
        @Nullable Long minorFaults,
        @Nullable Long majorFaults,
        @Nullable Long bytesRead,
        @Nullable Long bytesWritten,
        @Nullable PeakMemory peakMemory) {

    /** How CPU times were measured. */
    public enum CpuSource {
        /** By wait4: of the process and those descendants that were waited for. */
        RUSAGE("rusage"),
        /** By the control group of the job: of all its processes. */
        CGROUP("cgroup");

        private final String label;

        CpuSource(String label) {
            this.label = label;
        }

        /** The name in the JSON output. */
        public String label() {
            return label;
        }
    }

    private static final Usage UNKNOWN = new Usage(null, null, null, null, null, null, null, null, null, null);

    /** Nothing was measured. */
    public static Usage unknown() {
        return UNKNOWN;
    }

    /** A copy with these CPU times. */
    public Usage withCpu(Duration inUserMode, Duration inKernel, CpuSource source) {
        return new Usage(
                inUserMode,
                inKernel,
                source,
                voluntarySwitches,
                involuntarySwitches,
                minorFaults,
                majorFaults,
                bytesRead,
                bytesWritten,
                peakMemory);
    }

    /** A copy with these switches and faults. */
    public Usage withCounts(long voluntary, long involuntary, long minor, long major) {
        return new Usage(
                user, system, cpuSource, voluntary, involuntary, minor, major, bytesRead, bytesWritten, peakMemory);
    }

    /** A copy with these numbers of bytes. */
    public Usage withBytes(long read, long written) {
        return new Usage(
                user,
                system,
                cpuSource,
                voluntarySwitches,
                involuntarySwitches,
                minorFaults,
                majorFaults,
                read,
                written,
                peakMemory);
    }

    /** A copy with this peak. */
    public Usage withPeakMemory(@Nullable PeakMemory peak) {
        return new Usage(
                user,
                system,
                cpuSource,
                voluntarySwitches,
                involuntarySwitches,
                minorFaults,
                majorFaults,
                bytesRead,
                bytesWritten,
                peak);
    }
}
