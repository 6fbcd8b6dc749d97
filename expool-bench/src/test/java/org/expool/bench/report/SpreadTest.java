package org.expool.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void takesTheMiddleOfAnOddNumberWhateverTheOrder() {
        assertThat(Spread.of(5, 1, 9)).isEqualTo(new Spread(5, 1, 9));
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
        assertThat(Spread.of(8, 1, 4, 2)).isEqualTo(new Spread(3, 1, 8));
    }

    @Test
    void knowsOneMeasurement() {
        assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7));
    }

    @Test
    void leavesTheMeasurementsInTheirOrder() {
        double[] measurements = {3, 1, 2};
        Spread.of(measurements);
        assertThat(measurements).containsExactly(3, 1, 2);
    }

    @Test
    void comparesEachRoundWithItself() {
        double[] measurements = {90, 45, 200};
        double[] references = {100, 50, 100};
        assertThat(Spread.ofRatios(measurements, references)).isEqualTo(new Spread(0.9, 0.9, 2));
    }

    @Test
    void tellsTheRangeAsAShareOfTheMedian() {
        assertThat(Spread.of(90, 100, 110).relativeRange()).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void refusesNothingAndWhatHasNoPartner() {
        assertThatIllegalArgumentException().isThrownBy(Spread::of).withMessageContaining("none given");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spread.ofRatios(new double[] {1, 2}, new double[] {1}))
                .withMessageContaining("1 given for 2");
    }
}
