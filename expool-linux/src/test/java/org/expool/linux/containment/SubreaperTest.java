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
    void isOnUntilTheLastHasReleasedIt() {
        assertThat(subreaper.acquire()).isTrue();
        assertThat(subreaper.acquire()).isTrue();
        subreaper.release();
        assertThat(on).isTrue();
        subreaper.release();
        assertThat(on).isFalse();
    }

    @Test
    void leavesOnWhatTheApplicationHadSwitchedOn() {
        on.set(true);
        assertThat(subreaper.acquire()).isTrue();
        subreaper.release();
        assertThat(on).isTrue();
    }

    @Test
    void saysThatItIsRefused() {
        Subreaper old = new Subreaper(() -> false, adopt -> false);
        assertThat(old.acquire()).isFalse();
    }
}
