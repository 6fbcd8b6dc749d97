package org.expool.bench.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.expool.bench.workload.Mixture;
import org.expool.bench.workload.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The predictor compared with simpler rules, on generated jobs. */
class ContestTest {

    private static final int TRACES = 12;

    @ParameterizedTest
    @EnumSource(names = {"PREDICTABLE", "ALL"})
    void promisesLessInVainThanAnySimplerRule(Mixture mixture) {
        Contest contest = Contest.run(mixture.patterns(), 4, TRACES);
        assertThat(contest.own().usedOverPromised()).isGreaterThan(contest.bestOther());
    }

    @Test
    void failsHardlyEverWherePeaksCanBeToldFromThePast() {
        Contest contest = Contest.run(Mixture.PREDICTABLE.patterns(), 4, TRACES);
        assertThat(contest.own().tooSmallPercent()).isLessThanOrEqualTo(0.5);
    }

    @Test
    void failsLessThanAnySimplerRuleWhereTheyCannot() {
        Contest contest = Contest.run(Mixture.ALL.patterns(), 4, TRACES);
        assertThat(contest.scores().values())
                .allSatisfy(score ->
                        assertThat(contest.own().tooSmallPercent()).isLessThanOrEqualTo(score.tooSmallPercent()));
    }

    @Test
    void smallPeaksHaveSmallMargins() {
        Contest contest = Contest.run(List.of(Pattern.SMALL), 12, TRACES);
        assertThat(contest.own().usedOverPromised()).isGreaterThan(0.85);
    }
}
