package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelReleaseTest {

    @Test
    void isReadAsUnameWritesIt() {
        assertThat(KernelRelease.of("6.1.0-37-cloud-amd64").isAtLeast(6, 2)).isFalse();
        assertThat(KernelRelease.of("6.2.0").isAtLeast(6, 2)).isTrue();
        assertThat(KernelRelease.of("6.18.44-fc-v669").isAtLeast(6, 2)).isTrue();
        assertThat(KernelRelease.of("10.0-rc1").isAtLeast(6, 2)).isTrue();
        assertThat(KernelRelease.of("5.15.0").isAtLeast(6, 2)).isFalse();
        assertThat(KernelRelease.of("?").isAtLeast(6, 2)).isFalse();
    }
}
