package org.expool.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.expool.MemoryKind;
import org.expool.MemoryMeasure;
import org.expool.spi.HostMemory;
import org.expool.spi.MemoryQuery;
import org.expool.spi.MemoryQuery.Root;
import org.expool.spi.MemoryReading;
import org.expool.spi.MemorySession;
import org.junit.jupiter.api.Test;

class PssSamplerTest {

    private final PssSampler samples = new PssSampler();
    private final Map<Long, Long> resident = new HashMap<>(Map.of(1L, 1000L, 2L, 2000L));
    private final List<Long> walked = new ArrayList<>();

    /** Half of all pages are shared by two. */
    private final MemorySession session = new MemorySession() {
        @Override
        public Map<Long, MemoryReading> sample(MemoryQuery query) {
            boolean costly = query.measure() == MemoryMeasure.PROPORTIONAL;
            Map<Long, MemoryReading> readings = new HashMap<>();
            for (Root root : query.roots()) {
                if (costly) {
                    walked.add(root.pid());
                }
                long bytes = resident.get(root.pid());
                readings.put(root.pid(), new MemoryReading(costly ? bytes * 3 / 4 : bytes, query.measure(), null));
            }
            return readings;
        }

        @Override
        public HostMemory host() {
            throw new UnsupportedOperationException("not asked for here");
        }

        @Override
        public void close() {}
    };

    private long sample(long pid) {
        return samples.sample(session, MemoryKind.TREE, List.of(Root.of(1), Root.of(2)))
                .get(pid)
                .bytes();
    }

    @Test
    void onlyThoseAreWalkedThatHaveChanged() {
        assertThat(sample(1)).isEqualTo(750);
        assertThat(walked).containsExactly(1L, 2L);
        resident.put(1L, 1040L);
        assertThat(sample(1)).as("scaled").isEqualTo(780);
        assertThat(walked).hasSize(2);
        resident.put(1L, 1100L);
        assertThat(sample(1)).isEqualTo(825);
        assertThat(walked).containsExactly(1L, 2L, 1L);
    }

    @Test
    void whatHasEndedIsForgotten() {
        sample(1);
        samples.retain(List.of(2L));
        sample(1);
        assertThat(walked).containsExactly(1L, 2L, 1L);
    }
}
