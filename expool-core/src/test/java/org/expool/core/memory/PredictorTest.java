package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.expool.event.MemoryBasis;
import org.junit.jupiter.api.Test;

/**
 * Expected peaks and durations after other runs.
 *
 * @see Category
 * @see LargestPeakModel
 * @see SimilarSizePeakModel
 * @see ScoredModel
 */
class PredictorTest {

    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;

    private final Predictor predictor = new Predictor();
    private final Random random = new Random(5);

    @Test
    void theDeclaredPeakIsUsedUntilARunHasFinished() {
        Expectation expected =
                predictor.expect(new MemoryRequest("sort", 10, 3 * GIB, false, 0, MemoryRequest.UNLIMITED), GIB);
        assertThat(expected.bytes()).isEqualTo(3 * GIB);
        assertThat(expected.basis().text()).startsWith("declared");
    }

    @Test
    void theAverageOfRunningJobsIsUsedIfNothingIsKnown() {
        assertThat(predictor.expect(MemoryRequest.of("sort", 10), 7 * MIB).bytes())
                .isEqualTo(7 * MIB);
        assertThat(predictor.expect(MemoryRequest.of(null, 0), 0).bytes()).isZero();
    }

    @Test
    void predictionsReplaceDeclarationsUnlessTheseAreFixed() {
        learn("sort", 0, 100 * MIB);
        assertThat(predictor
                        .expect(new MemoryRequest("sort", 0, 3 * GIB, false, 0, MemoryRequest.UNLIMITED), GIB)
                        .bytes())
                .isBetween(100 * MIB, 200 * MIB);
        Expectation fixed =
                predictor.expect(new MemoryRequest("sort", 0, 3 * GIB, true, 0, MemoryRequest.UNLIMITED), GIB);
        assertThat(fixed.bytes()).isEqualTo(3 * GIB);
        assertThat(fixed.basis()).isEqualTo(new MemoryBasis.Declared(true, 1));
        assertThat(fixed.seconds()).isEqualTo(2, within(0.01));
    }

    @Test
    void declarationsThatAreCloserThanPredictionsAreUsed() {
        long declared = 0;
        for (int i = 1; i <= 20; i++) {
            declared = (100 + random.nextInt(900)) * MIB;
            predictor.learn(new RecordedRun("measured", 0, declared, 2), declared);
        }
        Expectation expected =
                predictor.expect(new MemoryRequest("measured", 0, 500 * MIB, false, 0, MemoryRequest.UNLIMITED), 0);
        assertThat(expected.bytes()).isEqualTo(500 * MIB);
        assertThat(expected.basis().text())
                .isEqualTo("declared; closer so far than predictions from 20 runs of its category");
        assertThat(expected.seconds()).isEqualTo(2, within(0.01));
    }

    @Test
    void declarationsThatAreFarTooLargeOrTooSmallAreIgnoredAfterOneRun() {
        for (long declared : List.of(3 * GIB, 90 * MIB)) {
            String category = "declares " + declared;
            predictor.learn(new RecordedRun(category, 0, 100 * MIB, 2), declared);
            assertThat(predictor
                            .expect(new MemoryRequest(category, 0, declared, false, 0, MemoryRequest.UNLIMITED), 0)
                            .bytes())
                    .isBetween(100 * MIB, 200 * MIB);
        }
    }

    @Test
    void otherCategoriesAreNotAffected() {
        learn("sort", 0, 100 * MIB);
        assertThat(predictor.runs("sort")).isEqualTo(1);
        assertThat(predictor.runs("merge")).isZero();
        assertThat(predictor.runs(null)).isZero();
        assertThat(predictor.expect(MemoryRequest.of("merge", 0), GIB).bytes()).isEqualTo(GIB);
    }

    @Test
    void theLargestIsDescribedWithItsRunsAndMargin() {
        for (int i = 0; i < 37; i++) {
            learn("sort", 0, 100 * MIB + random.nextInt(5 * (int) MIB));
        }
        Expectation expected = predictor.expect(MemoryRequest.of("sort", 0), 0);
        assertThat(expected.bytes()).isBetween(105 * MIB, 115 * MIB);
        assertThat(expected.typicalBytes()).isBetween(100 * MIB, 105 * MIB);
        assertThat(expected.basis().text()).matches("largest of (37|32 recent) runs \\+ [0-9.]+ [KM]iB");
        assertThat(expected.basis().runs()).isIn(32, 37);
    }

    @Test
    void growthWithTheSizeIsExtrapolatedBeyondTheSizesSeen() {
        for (int i = 1; i <= 40; i++) {
            learn("sort", i, 50 * MIB + 2 * MIB * i + random.nextInt((int) MIB));
        }
        Expectation expected = predictor.expect(MemoryRequest.of("sort", 80), 0);
        assertThat(expected.bytes()).isBetween(210 * MIB, 235 * MIB);
        assertThat(expected.basis().text()).matches("grows 2\\.. MiB per unit of size, r = 1\\.00, .* from 40 runs");
        assertThat(expected.basis()).isInstanceOf(MemoryBasis.Regression.class);
    }

    @Test
    void fromFourRunsOnGrowthIsFound() {
        for (int i = 1; i <= 3; i++) {
            learn("sort", i, 100 * MIB * i);
        }
        assertThat(predictor.expect(MemoryRequest.of("sort", 4), 0).basis()).isInstanceOf(MemoryBasis.Largest.class);
        learn("sort", 4, 400 * MIB);
        assertThat(predictor.expect(MemoryRequest.of("sort", 5), 0).basis()).isInstanceOf(MemoryBasis.Regression.class);
    }

    @Test
    void aJobOfUnknownSizeInACategoryThatGrowsGetsTheLargest() {
        for (int i = 1; i <= 40; i++) {
            learn("sort", i, 10 * MIB * i);
        }
        assertThat(predictor.expect(MemoryRequest.of("sort", 0), 0).bytes()).isBetween(400 * MIB, 900 * MIB);
    }

    @Test
    void marginsShrinkWithTheNumberOfRuns() {
        learn("sort", 0, GIB);
        long early = predictor.expect(MemoryRequest.of("sort", 0), 0).bytes();
        for (int i = 0; i < 300; i++) {
            learn("sort", 0, GIB - random.nextInt((int) MIB));
        }
        assertThat(early).isGreaterThan(GIB + 100 * MIB);
        assertThat(predictor.expect(MemoryRequest.of("sort", 0), 0).bytes()).isBetween(GIB - MIB, GIB + 10 * MIB);
    }

    @Test
    void oneOutlierIsDropped() {
        for (int i = 0; i < 100; i++) {
            learn("sort", 0, 100 * MIB + random.nextInt((int) MIB));
        }
        learn("sort", 0, 10 * GIB);
        for (int i = 0; i < 300; i++) {
            learn("sort", 0, 100 * MIB + random.nextInt((int) MIB));
        }
        assertThat(predictor.expect(MemoryRequest.of("sort", 0), 0).bytes()).isLessThan(120 * MIB);
    }

    @Test
    void aCategoryThatNeedsLessIsFollowedBeforeItsOldRunsAreDropped() {
        for (int i = 0; i < 60; i++) {
            learn("sort", 0, GIB + random.nextInt((int) MIB));
        }
        for (int i = 0; i < 60; i++) {
            learn("sort", 0, GIB / 4 + random.nextInt((int) MIB));
        }
        Expectation expected = predictor.expect(MemoryRequest.of("sort", 0), 0);
        assertThat(expected.bytes()).isLessThan(GIB / 2);
        assertThat(expected.basis().text()).contains("largest of 32 recent runs");
    }

    @Test
    void theNextAttemptAfterTerminationForMemoryExpectsMore() {
        learn("sort", 0, 100 * MIB);
        Expectation expected =
                predictor.expect(new MemoryRequest("sort", 0, 0, false, GIB, MemoryRequest.UNLIMITED), 0);
        assertThat(expected.bytes()).isEqualTo(GIB + GIB / 2);
        assertThat(expected.basis()).isEqualTo(new MemoryBasis.Raised(GIB));
        Expectation enough = predictor.expect(new MemoryRequest("sort", 0, 0, false, MIB, MemoryRequest.UNLIMITED), 0);
        assertThat(enough.basis()).isInstanceOf(MemoryBasis.Largest.class);
    }

    @Test
    void aTerminatedJobIsLearnedOnlyIfItUsedMoreThanExpected() {
        learn("sort", 0, 100 * MIB);
        predictor.learnAtLeast(new RecordedRun("sort", 0, 10 * MIB, 1), 0);
        assertThat(predictor.runs("sort")).isEqualTo(1);
        predictor.learnAtLeast(new RecordedRun("sort", 0, GIB, 1), 0);
        assertThat(predictor.expect(MemoryRequest.of("sort", 0), 0).bytes()).isGreaterThan(GIB);
    }

    @Test
    void durationsFollowSizes() {
        for (int i = 1; i <= 40; i++) {
            predictor.learn(new RecordedRun("sort", i, MIB, 3 * i));
        }
        assertThat(predictor.expect(MemoryRequest.of("sort", 100), 0).seconds()).isEqualTo(300, within(1.0));
        assertThat(predictor.expect(MemoryRequest.of("sort", 0), 0).seconds()).isBetween(30.0, 60.0);
    }

    @Test
    void extrapolationFarBeyondAllSizesIsCapped() {
        for (int i = 1; i <= 40; i++) {
            learn("sort", i, MIB * i * i);
        }
        assertThat(predictor.expect(MemoryRequest.of("sort", 1e300), 0).bytes()).isBetween(1600 * MIB, 1L << 50);
    }

    @Test
    void theSameRunsGiveTheSameExpectation() {
        Predictor twin = new Predictor();
        for (int i = 0; i < 500; i++) {
            RecordedRun run =
                    new RecordedRun("c" + random.nextInt(5), random.nextInt(9), 1 + random.nextInt((int) GIB), 1);
            predictor.learn(run);
            twin.learn(run);
        }
        for (int i = 0; i < 5; i++) {
            MemoryRequest request = MemoryRequest.of("c" + i, i);
            assertThat(predictor.expect(request, 0)).isEqualTo(twin.expect(request, 0));
        }
    }

    @Test
    void aRunOutOfRangeIsRejected() {
        assertThatThrownBy(() -> new RecordedRun("", 0, 1, 1)).hasMessageContaining("category");
        assertThatThrownBy(() -> new RecordedRun("a", Double.NaN, 1, 1)).hasMessageContaining("size NaN");
        assertThatThrownBy(() -> new RecordedRun("a", 0, 0, 1)).hasMessageContaining("peakBytes 0");
        assertThatThrownBy(() -> new RecordedRun("a", 0, 1, -1)).hasMessageContaining("seconds -1");
    }

    private void learn(String category, double size, long peak) {
        predictor.learn(new RecordedRun(category, size, peak, 2));
    }
}
