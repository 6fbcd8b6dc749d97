package org.expool.simulator.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How complex a value is for a reader. Stateless. */
final class Size {

    private static final long PART = 1_000_000;
    private static final int MILLI = 1_000_000;

    private Size() {}

    /** Every part counts, its amount counts far less; a number that is not round counts, and so does true. */
    static long of(@Nullable Object value) {
        if (value instanceof Duration duration) {
            long nanos = duration.toNanos();
            long ragged = nanos % MILLI != 0 ? 2_000 : nanos % (10 * MILLI) != 0 && nanos != MILLI ? 1_000 : 0;
            return Math.min(PART / 2, nanos / MILLI + ragged + Long.signum(nanos));
        } else if (value instanceof Integer number && number == Integer.MAX_VALUE) {
            return 0; // no limit
        } else if (value instanceof Number number) {
            return Math.min(PART / 2, Math.abs(number.longValue()));
        } else if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        } else if (value instanceof Collection<?> all) {
            return all.stream().mapToLong(each -> PART + of(each)).sum();
        } else if (value instanceof Map<?, ?> map) {
            return of(map.values());
        } else if (value instanceof Record tuple) {
            return Arrays.stream(Tuples.values(tuple))
                    .mapToLong(each -> each == null ? 0 : 10 + of(each))
                    .sum();
        }
        return 0;
    }
}
