package org.expool.core.containment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.expool.PeakMemory;
import org.expool.PeakMemory.Source;
import org.expool.Usage;
import org.expool.spi.CellStatistics;
import org.junit.jupiter.api.Test;

class MergedUsageTest {

    private static final long MIB = 1 << 20;

    private final AtomicInteger cacheChecks = new AtomicInteger();

    private static PeakMemory peak(long mebibytes, Source source) {
        return new PeakMemory(mebibytes * MIB, source);
    }

    private PeakMemory merged(PeakMemory ofProcess, PeakMemory ofCell, long oomKills, PeakMemory withoutFiles) {
        return new MergedUsage(
                        Usage.unknown().withPeakMemory(ofProcess),
                        new CellStatistics(null, null, ofCell, oomKills),
                        () -> {
                            cacheChecks.incrementAndGet();
                            return withoutFiles;
                        })
                .usage()
                .peakMemory();
    }

    @Test
    void thePeakOfTheTreeCountsIfLarger() {
        assertThat(merged(peak(113, Source.RUSAGE), peak(600, Source.CGROUP), 0, peak(590, Source.CGROUP)))
                .isEqualTo(peak(590, Source.CGROUP));
        assertThat(merged(peak(70, Source.UPPER_BOUND), peak(140, Source.CGROUP), 0, peak(135, Source.CGROUP)))
                .isEqualTo(peak(135, Source.CGROUP));
    }

    @Test
    void cachedFilesDoNotCount() {
        assertThat(merged(peak(113, Source.RUSAGE), peak(600, Source.CGROUP), 0, peak(100, Source.CGROUP)))
                .isEqualTo(peak(113, Source.RUSAGE));
        assertThat(merged(peak(113, Source.UPPER_BOUND), peak(600, Source.CGROUP), 0, peak(1, Source.CGROUP)))
                .isEqualTo(peak(1, Source.CGROUP));
    }

    @Test
    void theCacheOfSmallJobsIsNotChecked() {
        assertThat(merged(peak(70, Source.UPPER_BOUND), peak(1, Source.CGROUP), 0, peak(0, Source.CGROUP)))
                .isEqualTo(peak(1, Source.CGROUP));
        assertThat(merged(peak(113, Source.RUSAGE), peak(115, Source.CGROUP), 0, peak(0, Source.CGROUP)))
                .isEqualTo(peak(115, Source.CGROUP));
        assertThat(merged(null, peak(2, Source.CGROUP), 0, peak(0, Source.CGROUP)))
                .isEqualTo(peak(2, Source.CGROUP));
        assertThat(cacheChecks).hasValue(0);
    }

    /** Processes of the job that ended after the kill must not reduce its peak. */
    @Test
    void thePeakBeforeAnOomKillIsUnchanged() {
        assertThat(merged(peak(70, Source.RUSAGE), peak(256, Source.CGROUP), 1, peak(10, Source.CGROUP)))
                .isEqualTo(peak(256, Source.CGROUP));
    }

    @Test
    void theOnlyKnownPeakCounts() {
        assertThat(merged(peak(113, Source.RUSAGE), null, 0, null)).isEqualTo(peak(113, Source.RUSAGE));
        assertThat(merged(peak(70, Source.UPPER_BOUND), null, 0, null)).isEqualTo(peak(70, Source.UPPER_BOUND));
        assertThat(merged(null, peak(200, Source.CGROUP), 0, null)).isEqualTo(peak(200, Source.CGROUP));
        assertThat(merged(null, null, 0, null)).isNull();
    }
}
