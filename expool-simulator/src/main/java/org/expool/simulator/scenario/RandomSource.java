package org.expool.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Random values of the kinds that scenarios need. Not thread-safe. */
final class RandomSource {

    private final SplittableRandom random;

    RandomSource(long seed) {
        random = new SplittableRandom(seed);
    }

    /** From 0 to this, exclusive. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From one number to another, inclusive. */
    int from(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** True with a chance of one in so many. */
    boolean once(int times) {
        return random.nextInt(times) == 0;
    }

    /**
     * From 1 ms to this many, inclusive. Whole numbers, and often multiples of ten, so that many events come at the
     * same time.
     */
    Duration millis(int most) {
        int millis = from(1, most);
        return Duration.ofMillis(most >= 20 && random.nextBoolean() ? (millis + 9) / 10 * 10 : millis);
    }

    /** As {@link #millis}, or zero half the time. */
    Duration perhapsMillis(int most) {
        return random.nextBoolean() ? Duration.ZERO : millis(most);
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
