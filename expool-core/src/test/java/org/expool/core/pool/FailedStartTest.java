package org.expool.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.expool.core.discovery.ProviderCatalog;
import org.expool.spi.LaunchEvents;
import org.expool.spi.LaunchSession;
import org.junit.jupiter.api.Test;

/** A pool whose launcher cannot open a session. */
class FailedStartTest {

    private static final class BrokenLauncher extends StubLauncher {
        @Override
        public LaunchSession open(String name, LaunchEvents events) {
            throw new NoClassDefFoundError("thrown by a test");
        }
    }

    @Test
    void leavesNoThreadBehind() throws InterruptedException {
        EnginePoolProvider pools = new EnginePoolProvider(ProviderCatalog.of(List.of(new BrokenLauncher())));
        assertThatThrownBy(() -> pools.builder().name("unopened").build()).isInstanceOf(NoClassDefFoundError.class);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("expool-unopened")) {
                thread.join(Duration.ofSeconds(10).toMillis());
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }
}
