package org.expool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryLimitTest {

    private static final long TOTAL = 8L << 30;

    @Test
    void isAnAmountOrAShareOfAllMemory() {
        assertThat(MemoryLimit.parse("3GiB").bytes(TOTAL)).isEqualTo(3L << 30);
        assertThat(MemoryLimit.parse("25 %").bytes(TOTAL)).isEqualTo(2L << 30);
        assertThat(MemoryLimit.parse("16GiB").bytes(TOTAL)).isEqualTo(TOTAL);
    }

    @Test
    void isAtLeastAByteHoweverSmallTheShare() {
        assertThat(MemoryLimit.parse("0.000000001%").bytes(TOTAL)).isEqualTo(1);
    }

    @Test
    void isAvailableMemoryOrOff() {
        assertThat(MemoryLimit.parse("off")).isSameAs(MemoryLimit.off());
        assertThat(MemoryLimit.parse("available").bytes(TOTAL)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void rejectsOtherTextAndShowsTheFormats() {
        assertThatThrownBy(() -> MemoryLimit.parse("much"))
                .hasMessageContaining("'much' is not a memory limit")
                .hasMessageContaining("75%");
        assertThatThrownBy(() -> MemoryLimit.parse("x%")).hasMessageContaining("'x%' is not a memory limit");
        assertThatThrownBy(() -> MemoryLimit.parse("101%")).hasMessageContaining("at most 100%");
        assertThatThrownBy(() -> MemoryLimit.parse("0")).hasMessageContaining("must be more than zero");
    }

    @Test
    void theNextAttemptHasALargerLimitUpToTheMaximum() {
        MemoryRetry retry = new MemoryRetry(2, MemorySize.ofMiB(5));
        assertThat(retry.after(MemorySize.ofMiB(2))).isEqualTo(MemorySize.ofMiB(4));
        assertThat(retry.after(MemorySize.ofMiB(4))).isEqualTo(MemorySize.ofMiB(5));
        assertThat(retry.after(MemorySize.ofMiB(5))).isEqualTo(MemorySize.ofMiB(5));
        assertThatThrownBy(() -> new MemoryRetry(1, MemorySize.ofMiB(5))).hasMessageContaining("retryMemory.factor");
    }
}
