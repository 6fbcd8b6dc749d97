package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SubreaperTest {

    private final AtomicBoolean on = new AtomicBoolean();
    private final Subreaper subreaper = new Subreaper(on::get, adopt -> {
        on.set(adopt);
        return true;
    });

    @Test
    void isOnUntilTheLastRelease() {
        assertThat(subreaper.acquire()).isTrue();
        assertThat(subreaper.acquire()).isTrue();
        subreaper.release();
        assertThat(on).isTrue();
        subreaper.release();
        assertThat(on).isFalse();
    }

    @Test
    void staysOnIfTheApplicationHadSwitchedItOn() {
        on.set(true);
        assertThat(subreaper.acquire()).isTrue();
        subreaper.release();
        assertThat(on).isTrue();
    }

    @Test
    void reportsARefusal() {
        Subreaper old = new Subreaper(() -> false, adopt -> false);
        assertThat(old.acquire()).isFalse();
    }
}
