package org.expool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpuSetTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0", "0-3,8|0-3,8", "8,0-2,3|0-3,8", "0, 1|0-1", "5-5|5", "1022-1025,2047|1022-1025,2047"})
    void readsAndPrintsListsOfTheKernel(String text, String printed) {
        assertThat(CpuSet.parse(text)).hasToString(printed);
        assertThat(CpuSet.parse(printed)).isEqualTo(CpuSet.parse(text)).hasSameHashCodeAs(CpuSet.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "1-", "-1", "3-1", "1,,2", "1 2", "99999999999", "1048576", "0x3"})
    void rejectsOtherTextAndShowsTheFormat(String text) {
        assertThatThrownBy(() -> CpuSet.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("0-3,8");
    }

    @Test
    void isASet() {
        CpuSet low = CpuSet.range(0, 3);
        CpuSet far = CpuSet.of(3, 2000);
        assertThat(low.union(far)).hasToString("0-3,2000");
        assertThat(low.intersection(far)).hasToString("3");
        assertThat(low.minus(far)).hasToString("0-2");
        assertThat(CpuSet.union(List.of(low, far)).size()).isEqualTo(5);
        assertThat(low.containsAll(CpuSet.of(1, 2))).isTrue();
        assertThat(low.containsAll(far)).isFalse();
        assertThat(low.intersects(CpuSet.of(4))).isFalse();
        assertThat(far.first()).isEqualTo(3);
        assertThat(far.contains(2000)).isTrue();
        assertThat(far.contains(-1)).isFalse();
        assertThat(CpuSet.parse(" \n")).isEqualTo(CpuSet.empty()).hasToString("");
        assertThat(CpuSet.of(0, 65).toWords()).containsExactly(1, 2);
        assertThatThrownBy(() -> CpuSet.empty().first()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> CpuSet.of(-1)).hasMessageContaining("-1");
    }
}
