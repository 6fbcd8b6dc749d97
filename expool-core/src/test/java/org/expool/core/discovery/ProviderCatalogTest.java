package org.expool.core.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.expool.ProviderChoice.Rejected;
import org.expool.spi.Availability;
import org.expool.spi.LaunchEvents;
import org.expool.spi.LaunchSession;
import org.expool.spi.ProcessLauncher;
import org.junit.jupiter.api.Test;

class ProviderCatalogTest {

    private record Fake(String name, int priority, Availability availability) implements ProcessLauncher {
        @Override
        public LaunchSession open(String pool, LaunchEvents events) {
            throw new AssertionError("not opened here");
        }
    }

    private static final Fake PLAIN = new Fake("plain", 0, Availability.available());
    private static final Fake FAST = new Fake("fast", 200, Availability.available());
    private static final Fake ABSENT = new Fake("absent", 300, Availability.unavailable("needs a moon phase"));

    private final ProviderCatalog catalog = ProviderCatalog.of(List.of(PLAIN, FAST, ABSENT));

    @Test
    void takesTheBestAvailableAndSaysWhyNotTheOthers() {
        Selection<ProcessLauncher> selection = catalog.select(ProcessLauncher.class, null);
        assertThat(selection.provider()).isSameAs(FAST);
        assertThat(selection.choice().rejected())
                .containsExactly(
                        new Rejected("absent", "needs a moon phase"),
                        new Rejected("plain", "fast has a higher priority"));
    }

    @Test
    void takesTheOneAskedForByName() {
        assertThat(catalog.select(ProcessLauncher.class, "plain").provider()).isSameAs(PLAIN);
    }

    @Test
    void findsNothingIfTheOneAskedForCannotWork() {
        Selection<ProcessLauncher> selection = catalog.select(ProcessLauncher.class, "absent");
        assertThat(selection.provider()).isNull();
        assertThat(selection.choice().chosen()).isEmpty();
        assertThat(selection.choice().rejected()).contains(new Rejected("absent", "needs a moon phase"));
        assertThat(selection.reasons()).isEqualTo("absent: needs a moon phase");
    }

    @Test
    void saysWhichThereAreWhereThereIsNoneOfTheName() {
        Selection<ProcessLauncher> selection = catalog.select(ProcessLauncher.class, "nosuch");
        assertThat(selection.provider()).isNull();
        assertThat(selection.reasons()).isEqualTo("there is no provider 'nosuch'; there are absent, fast, plain");
    }
}
