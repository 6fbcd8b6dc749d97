package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The margin above the largest of some values: s ln(1 / (p (n + 1))), with s from the mean excess over a high threshold
 * (Pickands 1975). Reference values by NumPy: src/test/reference/memory.py.
 */
class TailMarginTest {

    private final TailMargin tail = new TailMargin();

    @ParameterizedTest
    @CsvSource({
        "1, 1.5, 7.242470605953452",
        "2, 1.5, 7.3714143819902285",
        "10, 1.5, 8.589805523925659",
        "66, 1.5, 2.069207326169155",
        "66, 15, 7.148170763129808"
    })
    void agreesWithNumPyOnNewcombsTimes(int count, double typicalExcess, double margin) {
        long[] times = Arrays.copyOf(PublishedData.newcomb(), count);
        Arrays.stream(times).forEach(tail::add);
        assertThat(tail.count()).isEqualTo(count);
        assertThat(tail.largest()).isEqualTo(Arrays.stream(times).max().orElseThrow());
        assertThat(tail.margin(typicalExcess)).isCloseTo(margin, within(1e-9));
    }

    /** Of 100 values the 5 highest are the tail: (2 * 6 + 5 + 4 + 3 + 2 + 1) / 7 * ln(1 / (0.004 * 101)). */
    @Test
    void theHighestAreKeptInWhateverOrderTheyCome() {
        for (int i = 0; i < 100; i++) {
            tail.add(i * 37 % 100);
        }
        assertThat(tail.largest()).isEqualTo(99);
        assertThat(tail.margin(6)).isCloseTo(3.495884403938093, within(1e-9));
    }

    /** The largest of n + 1 is the next with probability 1 / (n + 1): from 1 / p values on the largest itself will do. */
    @Test
    void noMarginIsNeededFrom249ValuesOn() {
        for (int i = 0; i < 248; i++) {
            tail.add(i);
        }
        assertThat(tail.margin(1)).isPositive();
        tail.add(0);
        assertThat(tail.margin(1)).isZero();
    }

    /**
     * Of an exponential distribution with the mean 1, of which n = 20 values are known, and the k = 3 highest are the tail: with
     * a = ln(1 / (p (n + 1))) / (2 + k) the next is above with probability (k + 1) / (n + 1) exp(-2 a) times the product of
     * i / (i + 1 + i a) for i = 1 to k, by the independence of spacings (Renyi 1953). Known exactly, the mean would give p.
     */
    @Test
    void exponentialValuesExceedTheMarginAsOftenAsDerived() {
        Random random = new Random(1);
        int above = 0;
        int trials = 200_000;
        for (int trial = 0; trial < trials; trial++) {
            tail.clear();
            for (int i = 0; i < 20; i++) {
                tail.add(exponential(random));
            }
            above += exponential(random) > tail.largest() + tail.margin(1) ? 1 : 0;
        }
        assertThat((double) above / trials).isCloseTo(0.007767, within(0.0006)); // three standard deviations
    }

    private static double exponential(Random random) {
        return -Math.log(1 - random.nextDouble());
    }
}
