package org.expool.linux.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.expool.linux.kernel.LibC;
import org.expool.linux.kernel.NativeBlock;
import org.expool.spi.PressureWatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies as soon as the memory of a control group approaches an amount, at most every {@link #PAUSE_NANOS}; sampling would
 * notice too late, as a process can allocate a GiB in half a second.
 *
 * <ul>
 *   <li>cgroup v1: thresholds (cgroup-v1/memory.rst, 9), one for each sixteenth of the amount from a half of it to one
 *       beyond it, which is below the hard limit: at the limit cache is charged and dropped all the time. They fire in both
 *       directions; only ascents are reported.
 *   <li>cgroup v2: there are no thresholds, but {@code memory.events} changes when {@code memory.high} is reached
 *       (cgroup-v2.rst); the caller sets it to the amount. Only an ascent of unreclaimable memory is reported, by sixteenths
 *       as well, as cache alone reaches the limit repeatedly.
 * </ul>
 */
public final class CgroupMemoryAlarm {

    private static final Logger LOG = LoggerFactory.getLogger(CgroupMemoryAlarm.class);
    private static final String THREAD = "expool-memory";
    private static final int PARTS = 16;
    private static final int LOWEST = PARTS / 2;
    private static final int HIGHEST = PARTS + 1;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private CgroupMemoryAlarm() {}

    /**
     * Starts to wait. To be closed by the caller.
     *
     * @param group its folder, with the memory controller of cgroup v1 or v2
     * @param bytes the amount, at least 16
     * @param rising called on a thread of the alarm; must return at once
     * @return null where the kernel cannot notify or refuses
     */
    public static @Nullable PressureWatch open(Path group, long bytes, Runnable rising) {
        try {
            return Files.exists(group.resolve("memory.events"))
                    ? onEvents(group, bytes, rising)
                    : onThresholds(group, bytes, rising);
        } catch (Error noJna) { // mostly a LinkageError; where another JNA is installed, a plain Error
            return null;
        }
    }

    private static @Nullable PressureWatch onThresholds(Path group, long bytes, Runnable rising) {
        Path file = group.resolve("memory.usage_in_bytes");
        int usage = LibC.open(file.toString(), LibC.O_RDONLY);
        int alarm = LibC.eventfd(0, LibC.O_CLOEXEC);
        try {
            for (int part = LOWEST; part <= HIGHEST; part++) {
                Files.writeString(
                        group.resolve("cgroup.event_control"),
                        alarm + " " + usage + " " + bytes / PARTS * part,
                        StandardOpenOption.WRITE);
            }
        } catch (IOException refused) {
            LOG.debug("{} accepts no thresholds: {}", group, refused.toString());
            LibC.close(alarm);
            return null;
        } finally {
            LibC.close(usage); // the kernel needs it only to find the group
        }
        Ascent ascent = new Ascent(LOWEST - 1);
        NativeBlock count = NativeBlock.ofBytes(Long.BYTES);
        return DescriptorWatch.start(THREAD, alarm, LibC.POLLIN, received -> {
            LibC.read(alarm, count.address(), Long.BYTES);
            String used = read(file);
            return used != null && notifyIfRising(ascent, Long.parseLong(used) / (bytes / PARTS), rising);
        });
    }

    private static @Nullable String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException gone) {
            return null;
        }
    }

    private static @Nullable PressureWatch onEvents(Path group, long bytes, Runnable rising) {
        int events = LibC.open(group.resolve("memory.events").toString(), LibC.O_RDONLY);
        if (events < 0) {
            return null;
        }
        Ascent ascent = new Ascent(LOWEST - 1);
        NativeBlock text = NativeBlock.ofBytes(512);
        // Each change shows as POLLPRI and POLLERR until it has been read through this descriptor.
        return DescriptorWatch.start(THREAD, events, LibC.POLLPRI, received -> {
            boolean exists = LibC.pread(events, text.address(), text.buffer().capacity(), 0) > 0;
            String statistics = exists ? read(group.resolve("memory.stat")) : null;
            return statistics != null
                    && notifyIfRising(ascent, unreclaimableBytes(statistics) / (bytes / PARTS), rising);
        });
    }

    /** The memory that the kernel cannot drop, unlike page cache, which fills a group sooner or later. */
    private static long unreclaimableBytes(String statistics) {
        return statistics
                .lines()
                .map(line -> line.split(" "))
                .filter(words -> words[0].equals("anon") || words[0].equals("shmem"))
                .mapToLong(words -> Long.parseLong(words[1]))
                .sum();
    }

    private static boolean notifyIfRising(Ascent ascent, long level, Runnable rising) {
        if (ascent.to(level)) {
            rising.run();
        }
        LockSupport.parkNanos(PAUSE_NANOS);
        return true;
    }

    /** The current level; used by one thread. */
    private static final class Ascent {

        private final long lowest;
        private long level;

        Ascent(long lowest) {
            this.lowest = lowest;
            level = lowest;
        }

        /** Sets the level; returns whether it rose. */
        boolean to(long next) {
            long before = level;
            level = Math.max(lowest, next);
            return level > before;
        }
    }
}
