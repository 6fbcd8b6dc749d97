package org.expool.bench.queue;

import java.lang.management.ManagementFactory;

/** The heap of this JVM. */
final class Heap {

    private static final int ATTEMPTS = 12;
    private static final long NOISE_BYTES = 16 * 1024;

    private Heap() {}

    static void collect() {
        System.gc();
    }

    /** Bytes of live objects: as used after a collection, once that has become stable. */
    static long liveBytes() {
        long before = Long.MAX_VALUE;
        for (int i = 0; i < ATTEMPTS; i++) {
            collect();
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            if (Math.abs(before - used) <= NOISE_BYTES) {
                return used;
            }
            before = used;
        }
        return before;
    }
}
