package org.expool.core.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.expool.ProviderChoice;
import org.expool.ProviderChoice.Rejected;
import org.expool.spi.Availability;
import org.expool.spi.LaunchEvents;
import org.expool.spi.LaunchSession;
import org.expool.spi.ProcessLauncher;
import org.junit.jupiter.api.Test;

class ProviderCatalogTest {

    private record Fake(String name, int priority, String promise, Availability availability)
            implements ProcessLauncher {

        Fake(String name, int priority, Availability availability) {
            this(name, priority, "", availability);
        }

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
                        new Rejected("absent", "", "needs a moon phase"),
                        new Rejected("plain", "", "fast has a higher priority"));
        assertThat(selection.choice().reason()).isEqualTo("the best that can be used here");
    }

    @Test
    void takesTheOneAskedForByName() {
        Selection<ProcessLauncher> selection = catalog.select(ProcessLauncher.class, "plain");
        assertThat(selection.provider()).isSameAs(PLAIN);
        assertThat(selection.choice().reason()).isEqualTo("asked for by name");
    }

    @Test
    void tellsWhatEachPromisesAndRanksByThat() {
        ProviderChoice choice = ProviderCatalog.of(List.of(
                        new Fake("leaf", 320, "strict", Availability.available()),
                        new Fake("space", 300, "strict", Availability.available()),
                        new Fake("mark", 200, "good", Availability.available())))
                .select(ProcessLauncher.class, null)
                .choice();
        assertThat(choice.chosen()).isEqualTo("leaf");
        assertThat(choice.guarantee()).isEqualTo("strict");
        assertThat(choice.reason()).isEqualTo("promises the most of those that can be used here, at the lowest price");
        assertThat(choice.rejected())
                .containsExactly(
                        new Rejected(
                                "space", "strict", "leaf has a higher priority: it promises the same at a lower price"),
                        new Rejected("mark", "good", "leaf has a higher priority: it promises more"));
    }

    @Test
    void saysWhereNoOtherCouldBeUsed() {
        assertThat(ProviderCatalog.of(List.of(PLAIN, ABSENT))
                        .select(ProcessLauncher.class, null)
                        .choice()
                        .reason())
                .isEqualTo("the only one that can be used here");
    }

    @Test
    void findsNothingIfTheOneAskedForCannotWork() {
        Selection<ProcessLauncher> selection = catalog.select(ProcessLauncher.class, "absent");
        assertThat(selection.provider()).isNull();
        assertThat(selection.choice().chosen()).isEmpty();
        assertThat(selection.choice().rejected()).contains(new Rejected("absent", "", "needs a moon phase"));
        assertThat(selection.choice().reason()).isEmpty();
        assertThat(selection.reasons()).isEqualTo("absent: needs a moon phase");
    }

    @Test
    void saysWhichThereAreWhereThereIsNoneOfTheName() {
        Selection<ProcessLauncher> selection = catalog.select(ProcessLauncher.class, "nosuch");
        assertThat(selection.provider()).isNull();
        assertThat(selection.reasons()).isEqualTo("there is no provider 'nosuch'; there are absent, fast, plain");
    }
}
