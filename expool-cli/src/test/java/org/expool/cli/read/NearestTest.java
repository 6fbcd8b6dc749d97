package org.expool.cli.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> KEYS = List.of("timeout", "task", "memoryLimit", "env");

    @Test
    void findsWhatWasMeant() {
        assertThat(Nearest.to("tiemout", KEYS)).contains("timeout");
        assertThat(Nearest.to("memory_limit", KEYS)).contains("memoryLimit");
        assertThat(Nearest.to("TASK", KEYS)).contains("task");
        assertThat(Nearest.to("--timout", List.of("--timeout", "--grace"))).contains("--timeout");
    }

    @Test
    void doesNotGuessWildly() {
        assertThat(Nearest.to("colour", KEYS)).isEmpty();
        assertThat(Nearest.to("d", List.of("a", "b"))).isEmpty();
        assertThat(Nearest.hint("colour", KEYS)).isEmpty();
    }
}
