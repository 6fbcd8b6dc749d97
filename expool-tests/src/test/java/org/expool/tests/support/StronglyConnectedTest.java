package org.expool.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StronglyConnectedTest {

    @Test
    void aComponentIsAllThatReachEachOther() {
        Map<String, Set<String>> graph = Map.of(
                "1", Set.of("2"),
                "2", Set.of("3", "8"),
                "3", Set.of("4", "7"),
                "4", Set.of("5"),
                "5", Set.of("3", "6"),
                "6", Set.of(),
                "7", Set.of("4", "6"),
                "8", Set.of("1", "7"));
        assertThat(StronglyConnected.componentsOf(graph))
                .containsExactlyInAnyOrder(Set.of("1", "2", "8"), Set.of("3", "4", "5", "7"), Set.of("6"));
    }

    @Test
    void aChainHasOnlySingleNodes() {
        assertThat(StronglyConnected.componentsOf(Map.of("a", Set.of("b"), "b", Set.of("c"))))
                .containsExactlyInAnyOrder(Set.of("a"), Set.of("b"), Set.of("c"));
    }
}
