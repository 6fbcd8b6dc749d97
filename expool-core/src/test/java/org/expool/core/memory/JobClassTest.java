package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which jobs are alike: those whose sizes round up to the same power of the eighth root of 2. */
class JobClassTest {

    private static final double EIGHTH = Math.pow(2, 1 / 8.0);

    private static JobClass of(double size) {
        return JobClass.of(0, MemoryRequest.of("a", size));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.5, 1, 1024, 1e12})
    void sizesWithinAnEighthOfAnOctaveAreAlike(double power) {
        double size = Math.pow(2, Math.round(Math.log(power) / Math.log(2)));
        assertThat(of(size / EIGHTH * 1.001)).isEqualTo(of(size));
        assertThat(of(size / EIGHTH * 0.999)).isNotEqualTo(of(size));
        assertThat(of(size * 1.001)).isNotEqualTo(of(size));
    }

    @Test
    void limitsDeclarationsAndTerminationsDistinguish() {
        MemoryRequest request = new MemoryRequest("a", 5, 1000, false, 0, MemoryRequest.UNLIMITED);
        JobClass one = JobClass.of(0, request);
        assertThat(JobClass.of(1, request)).isNotEqualTo(one);
        assertThat(JobClass.of(0, new MemoryRequest("a", 5, 2000, false, 0, MemoryRequest.UNLIMITED)))
                .isNotEqualTo(one);
        assertThat(JobClass.of(0, new MemoryRequest("a", 5, 1000, true, 0, MemoryRequest.UNLIMITED)))
                .isNotEqualTo(one);
        assertThat(JobClass.of(0, request.terminatedAt(500, MemoryRequest.UNLIMITED)))
                .isNotEqualTo(one);
        assertThat(JobClass.of(0, new MemoryRequest("a", 5, 1000, false, 0, 3000)))
                .isNotEqualTo(one);
    }
}
