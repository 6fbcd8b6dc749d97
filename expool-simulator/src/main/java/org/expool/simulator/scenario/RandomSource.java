package org.expool.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Random values of the kinds that scenarios are made of. Owned by one thread. */
final class RandomSource {

    private final SplittableRandom random;

    RandomSource(long seed) {
        random = new SplittableRandom(seed);
    }

    /** From 0 up to this, which is left out. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From one number to another, both included. */
    int from(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** True once in so many times. */
    boolean once(int times) {
        return random.nextInt(times) == 0;
    }

    /**
     * From 1 ms up to this many, both included. Whole numbers, and often multiples of ten, so that many things happen at
     * the same time.
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
