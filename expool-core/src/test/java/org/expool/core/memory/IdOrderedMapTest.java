package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdOrderedMapTest {

    private final IdOrderedMap<String> jobs = new IdOrderedMap<>();
    private final TreeMap<Long, String> expected = new TreeMap<>();

    /** Compared with a TreeMap: dense and sparse ids, put, replaced and removed in random order. */
    @ParameterizedTest
    @ValueSource(ints = {10, 64, 65, 1000, 1_000_000})
    void keepsTheOrderOfIds(int numbers) {
        Random random = new Random(numbers);
        for (int step = 0; step < 5000; step++) {
            long id = random.nextInt(numbers);
            if (random.nextInt(5) < (step / 1000 % 2 == 0 ? 4 : 1)) {
                jobs.put(id, "job " + id + " of step " + step);
                expected.put(id, "job " + id + " of step " + step);
            } else {
                assertThat(jobs.remove(id)).isEqualTo(expected.remove(id) != null);
            }
            assertSame();
        }
        assertThat(LongStream.range(0, numbers).filter(jobs::contains)).containsExactlyElementsOf(expected.keySet());
        for (Long id : List.copyOf(expected.keySet())) {
            assertThat(jobs.remove(id)).isTrue();
            expected.remove(id);
            assertSame();
        }
        assertThat(jobs.isEmpty()).isTrue();
    }

    private void assertSame() {
        assertThat(jobs.isEmpty()).isEqualTo(expected.isEmpty());
        if (!expected.isEmpty()) {
            assertThat(jobs.firstId()).isEqualTo(expected.firstKey());
            assertThat(jobs.first()).isEqualTo(expected.firstEntry().getValue());
        }
    }
}
