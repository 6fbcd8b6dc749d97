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
    void selectsTheBestAvailableAndExplainsWhyNotTheOthers() {
        Selection<ProcessLauncher> selection = catalog.select(ProcessLauncher.class, null);
        assertThat(selection.provider()).isSameAs(FAST);
        assertThat(selection.choice().rejected())
                .containsExactly(
                        new Rejected("absent", "", "needs a moon phase"),
                        new Rejected("plain", "", "fast has a higher priority"));
        assertThat(selection.choice().reason()).isEqualTo("the best available");
    }

    @Test
    void takesTheOneRequestedByName() {
        Selection<ProcessLauncher> selection = catalog.select(ProcessLauncher.class, "plain");
        assertThat(selection.provider()).isSameAs(PLAIN);
        assertThat(selection.choice().reason()).isEqualTo("requested by name");
    }

    @Test
    void comparesGuarantees() {
        ProviderChoice choice = ProviderCatalog.of(List.of(
                        new Fake("leaf", 320, "strict", Availability.available()),
                        new Fake("space", 300, "strict", Availability.available()),
                        new Fake("mark", 200, "good", Availability.available())))
                .select(ProcessLauncher.class, null)
                .choice();
        assertThat(choice.chosen()).isEqualTo("leaf");
        assertThat(choice.guarantee()).isEqualTo("strict");
        assertThat(choice.reason()).isEqualTo("strongest guarantee available; the cheapest of those");
        assertThat(choice.rejected())
                .containsExactly(
                        new Rejected("space", "strict", "leaf has a higher priority: same guarantee, cheaper"),
                        new Rejected("mark", "good", "leaf has a higher priority: stronger guarantee"));
    }

    @Test
    void saysIfNoOtherIsAvailable() {
        assertThat(ProviderCatalog.of(List.of(PLAIN, ABSENT))
                        .select(ProcessLauncher.class, null)
                        .choice()
                        .reason())
                .isEqualTo("the only one available");
    }

    @Test
    void findsNothingIfTheRequestedOneIsUnavailable() {
        Selection<ProcessLauncher> selection = catalog.select(ProcessLauncher.class, "absent");
        assertThat(selection.provider()).isNull();
        assertThat(selection.choice().chosen()).isEmpty();
        assertThat(selection.choice().rejected()).contains(new Rejected("absent", "", "needs a moon phase"));
        assertThat(selection.choice().reason()).isEmpty();
        assertThat(selection.reasons()).isEqualTo("absent: needs a moon phase");
    }

    @Test
    void listsTheNamesIfThereIsNoneOfTheRequestedName() {
        Selection<ProcessLauncher> selection = catalog.select(ProcessLauncher.class, "nosuch");
        assertThat(selection.provider()).isNull();
        assertThat(selection.reasons()).isEqualTo("there is no provider 'nosuch'; there are absent, fast, plain");
    }
}
