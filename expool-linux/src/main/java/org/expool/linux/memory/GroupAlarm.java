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
 * Has the kernel say at once that a control group comes to hold much of an amount of memory, at most every
 * {@link #PAUSE_NANOS}; looks at intervals would see it too late, as a processor fills a GiB in half a second.
 *
 * <ul>
 *   <li>First version: thresholds (cgroup-v1/memory.rst, 9), one for each sixteenth of the amount from a half of it to one
 *       beyond it, which is below the hard limit: there cached files come and go all the time. They fire in both directions;
 *       only ascents are told.
 *   <li>Second version: there are no thresholds, but {@code memory.events} says when {@code memory.high} is reached
 *       (cgroup-v2.rst); the caller sets it to the amount. Told is then only an ascent of what cannot be dropped, by
 *       sixteenths as well, for files that come and go bring the group there again and again.
 * </ul>
 */
public final class GroupAlarm {

    private static final Logger LOG = LoggerFactory.getLogger(GroupAlarm.class);
    private static final String THREAD = "expool-memory";
    private static final int PARTS = 16;
    private static final int LOWEST = PARTS / 2;
    private static final int HIGHEST = PARTS + 1;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private GroupAlarm() {}

    /**
     * Begins to wait. To be closed by the caller.
     *
     * @param group its folder, with the memory controller of either version
     * @param bytes the amount, at least 16
     * @param rising called on a thread of its own; must return at once
     * @return null where the kernel does not say so, or does not let us
     */
    public static @Nullable PressureWatch open(Path group, long bytes, Runnable rising) {
        try {
            return Files.exists(group.resolve("memory.events"))
                    ? onEvents(group, bytes, rising)
                    : onThresholds(group, bytes, rising);
        } catch (LinkageError noJna) {
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
            LOG.debug("{} tells no thresholds: {}", group, refused.toString());
            LibC.close(alarm);
            return null;
        } finally {
            LibC.close(usage); // the kernel needs it only to find the group
        }
        Ascent ascent = new Ascent(LOWEST - 1);
        NativeBlock count = NativeBlock.ofBytes(Long.BYTES);
        return DescriptorWatch.begin(THREAD, alarm, LibC.POLLIN, came -> {
            LibC.read(alarm, count.address(), Long.BYTES);
            String used = read(file);
            return used != null && told(ascent, Long.parseLong(used) / (bytes / PARTS), rising);
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
        return DescriptorWatch.begin(THREAD, events, LibC.POLLPRI, came -> {
            boolean isThere = LibC.pread(events, text.address(), text.buffer().capacity(), 0) > 0;
            String statistics = isThere ? read(group.resolve("memory.stat")) : null;
            return statistics != null && told(ascent, taken(statistics) / (bytes / PARTS), rising);
        });
    }

    /** What cannot be dropped, unlike cached files, which a group is full of sooner or later. */
    private static long taken(String statistics) {
        return statistics
                .lines()
                .map(line -> line.split(" "))
                .filter(words -> words[0].equals("anon") || words[0].equals("shmem"))
                .mapToLong(words -> Long.parseLong(words[1]))
                .sum();
    }

    private static boolean told(Ascent ascent, long level, Runnable rising) {
        if (ascent.to(level)) {
            rising.run();
        }
        LockSupport.parkNanos(PAUSE_NANOS);
        return true;
    }

    /** Where it is, used by one thread. */
    private static final class Ascent {

        private final long lowest;
        private long level;

        Ascent(long lowest) {
            this.lowest = lowest;
            level = lowest;
        }

        /** Returns whether that is higher than before. */
        boolean to(long next) {
            long before = level;
            level = Math.max(lowest, next);
            return level > before;
        }
    }
}
