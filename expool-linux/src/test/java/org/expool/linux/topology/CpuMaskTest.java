package org.expool.linux.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpuMaskTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00000003|0-1",
                "3|0-1",
                "0000,00000fff|0-11",
                "1,00000000,80000000|31,64",
                "0x0000ffff|0-15",
                "0x80000000,,0x00000001|0,95",
                "0x1,0x0|32"
            })
    void readsMasksOfTheKernelAndOfHwloc(String mask, String list) {
        assertThat(CpuMask.parse(mask)).hasToString(list);
    }

    @Test
    void anEndlessMaskContainsAllHigherCpus() {
        assertThat(CpuMask.parse("0xf...f,0x0000000f").contains(2000)).isTrue();
        assertThat(CpuMask.parse("0xf...f,0x0000000f").contains(4)).isFalse();
        assertThat(CpuMask.parse("0xf...f").contains(0)).isTrue();
        assertThat(CpuMask.parse("0x0").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xyz", "123456789", "1,,g", "-1"})
    void refusesOthers(String mask) {
        assertThatThrownBy(() -> CpuMask.parse(mask))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(mask);
    }
}
