package org.expool.core.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CycleFinderTest {

    private static List<List<String>> cycles(Map<String, List<String>> edges, String... roots) {
        CycleFinder<String> finder = new CycleFinder<>(item -> edges.getOrDefault(item, List.of()));
        List<List<String>> found = new ArrayList<>();
        for (String root : roots) {
            found.addAll(finder.from(root));
        }
        return found;
    }

    @Test
    void aGraphWithoutCyclesHasNone() {
        assertThat(cycles(Map.of("a", List.of("b", "c"), "b", List.of("d"), "c", List.of("d")), "a", "b", "c", "d"))
                .isEmpty();
    }

    @Test
    void aCycleBeginsWhereTheSearchEnteredIt() {
        Map<String, List<String>> edges = Map.of("in", List.of("a"), "a", List.of("b"), "b", List.of("c", "a"));
        assertThat(cycles(edges, "in", "a", "b")).containsExactly(List.of("a", "b"));
        assertThat(cycles(edges, "b")).containsExactly(List.of("b", "a"));
        assertThat(cycles(Map.of("a", List.of("a")), "a")).containsExactly(List.of("a"));
    }

    @Test
    void separateCyclesAreAllFoundWhicheverTheRoot() {
        Map<String, List<String>> edges = Map.of(
                "r", List.of("x", "z"), "x", List.of("y"), "y", List.of("x"), "z", List.of("r"), "free", List.of("z"));
        assertThat(cycles(edges, "r", "free")).containsExactly(List.of("x", "y"), List.of("r", "z"));
        assertThat(cycles(edges, "free")).containsExactly(List.of("x", "y"), List.of("z", "r"));
    }

    @Test
    void ofCyclesThroughTheSameEndsOneIsReported() {
        Map<String, List<String>> edges = Map.of("a", List.of("b", "c"), "b", List.of("a"), "c", List.of("a"));
        assertThat(cycles(edges, "a")).containsExactly(List.of("a", "b"));
    }

    @Test
    void chainsMayBeLong() {
        int length = 300_000;
        CycleFinder<Integer> finder = new CycleFinder<>(item -> List.of((item + 1) % length));
        assertThat(finder.from(7))
                .singleElement()
                .isEqualTo(IntStream.range(0, length)
                        .mapToObj(i -> (i + 7) % length)
                        .toList());
        assertThat(finder.from(8)).isEmpty();
    }
}
