package org.expool.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.expool.ExpectedMemory;
import org.expool.MemoryPromise;
import org.expool.MemorySize;
import org.expool.event.MemoryBasis.Among;
import org.junit.jupiter.api.Test;

/** Where expected memory comes from, in words: reports print them, so they stay as they are. */
class MemoryBasisTest {

    private static final long MIB = 1 << 20;

    private static MemoryReason.NotEnough notEnough(long expected, long promised, Integer beside) {
        return new MemoryReason.NotEnough(
                new ExpectedMemory(
                        MemorySize.ofMiB(expected), MemorySize.ofMiB(promised), new MemoryBasis.Declared(true, 0)),
                beside == null ? MemorySize.ofMiB(10) : null,
                beside == null ? MemorySize.ofMiB(100) : null,
                beside,
                3);
    }

    @Test
    void aDeclarationSaysWhyItIsUsed() {
        assertThat(new MemoryBasis.Declared(true, 7).text()).isEqualTo("declared, fixed");
        assertThat(new MemoryBasis.Declared(false, 0).text())
                .isEqualTo("declared; no run of its category has finished");
        assertThat(new MemoryBasis.Declared(false, 1).text())
                .isEqualTo("declared; closer so far than predictions from 1 run of its category");
        assertThat(new MemoryBasis.Declared(false, 20).text())
                .isEqualTo("declared; closer so far than predictions from 20 runs of its category");
    }

    @Test
    void whatWasLearnedSaysFromHowManyRuns() {
        assertThat(new MemoryBasis.Largest(1, Among.ALL, 7).text()).isEqualTo("largest of 1 run + 7 B");
        assertThat(new MemoryBasis.Largest(32, Among.RECENT, 2 * MIB).text())
                .isEqualTo("largest of 32 recent runs + 2.0 MiB");
        assertThat(new MemoryBasis.Largest(10, Among.SIMILAR_SIZED, MIB).text())
                .isEqualTo("largest of 10 similar-sized runs + 1.0 MiB");
        assertThat(new MemoryBasis.Regression(40, 2.5 * MIB, 0.987, 12 * MIB).text())
                .isEqualTo("grows 2.5 MiB per unit of size, r = 0.99, + 12.0 MiB, from 40 runs");
        assertThat(new MemoryBasis.Regression(40, 0.25, 0.5, 0).text())
                .isEqualTo("grows 0.25 B per unit of size, r = 0.50, + 0 B, from 40 runs");
        assertThat(new MemoryBasis.Regression(40, 0.25, 0.5, 0).runs()).isEqualTo(40);
    }

    @Test
    void otherBasesAreNoRuns() {
        assertThat(new MemoryBasis.AverageOfRunning().text())
                .isEqualTo("average of running jobs; nothing declared, no run of its category has finished");
        assertThat(new MemoryBasis.Raised(3 * MIB).text()).isEqualTo("raised: an attempt was terminated at 3.0 MiB");
        assertThat(new MemoryBasis.Raised(3 * MIB).runs()).isZero();
    }

    @Test
    void aWaitForMemorySaysWhatIsExpectedAndWhatIsFree() {
        assertThat(notEnough(50, 50, null).most()).isNull();
        assertThat(notEnough(50, 50, null).text())
                .isEqualTo("waits for memory: it is expected to need 50.0 MiB (declared, fixed), and 10.0 MiB of"
                        + " 100.0 MiB are free");
        assertThat(notEnough(50, 20, 2).most()).isEqualTo(MemorySize.ofMiB(20));
        assertThat(notEnough(50, 20, 2).text())
                .isEqualTo("waits for memory: it is expected to need 50.0 MiB (declared, fixed) and may use 20.0 MiB;"
                        + " it may run beside 2 others, and 3 run");
    }

    @Test
    void aPromiseOfNothingKnownHasABasisOnly() {
        MemorySize none = MemorySize.ofBytes(0);
        MemoryPromise unknown =
                new MemoryPromise(new ExpectedMemory(none, none, new MemoryBasis.AverageOfRunning()), List.of());
        assertThat(unknown.expected()).isNull();
        assertThat(unknown.promised()).isNull();
        assertThat(unknown.basis()).startsWith("average of running jobs");
        assertThat(new MemoryPromise(null, List.of()).basis()).isEmpty();
    }
}
