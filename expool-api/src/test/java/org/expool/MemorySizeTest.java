package org.expool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySizeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "123, 123",
        "1K, 1024",
        "1KiB, 1024",
        "500MiB, 524288000",
        "1.5G, 1610612736",
        "2 TiB, 2199023255552",
        "9007199254740993, 9007199254740993"
    })
    void reads(String text, long bytes) {
        assertThat(MemorySize.parse(text)).isEqualTo(MemorySize.ofBytes(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "1 KB2", "MiB", "4 GB/s", "1e9", "9999999TiB"})
    void refusesOthersAndSaysSo(String text) {
        assertThatThrownBy(() -> MemorySize.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void isShownInAReadableUnit() {
        assertThat(MemorySize.ofMiB(1536)).hasToString("1.5 GiB");
        assertThat(MemorySize.ofBytes(17)).hasToString("17 B");
    }
}
