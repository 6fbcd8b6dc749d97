package org.expool.cli.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DidYouMeanTest {

    private static final List<String> KEYS = List.of("timeout", "task", "memoryLimit", "env");

    @Test
    void findsWhatWasMeant() {
        assertThat(DidYouMean.to("tiemout", KEYS)).contains("timeout");
        assertThat(DidYouMean.to("memory_limit", KEYS)).contains("memoryLimit");
        assertThat(DidYouMean.to("TASK", KEYS)).contains("task");
        assertThat(DidYouMean.to("--timout", List.of("--timeout", "--grace"))).contains("--timeout");
    }

    @Test
    void doesNotGuessWildly() {
        assertThat(DidYouMean.to("colour", KEYS)).isEmpty();
        assertThat(DidYouMean.to("d", List.of("a", "b"))).isEmpty();
        assertThat(DidYouMean.hint("colour", KEYS)).isEmpty();
    }
}
