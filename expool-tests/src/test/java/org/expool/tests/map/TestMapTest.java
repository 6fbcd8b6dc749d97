package org.expool.tests.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.expool.tests.map.TestMap.Entry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** That the tests of each main class are found. If one is not, name a test after it or link it: {@code @see Chains}. */
class TestMapTest {

    /** Where classes are many and small. */
    private static final List<String> NEAR =
            List.of("org.expool.core.schedule.", "org.expool.core.pool.", "org.expool.core.memory.");

    private static List<Entry> entries;

    @BeforeAll
    static void readSources() throws IOException {
        entries = TestMap.of(Path.of("..").toRealPath()).entries();
        assertThat(entries).hasSizeGreaterThan(500);
    }

    @Test
    void eachClassHasTests() {
        assertThat(namesOf(entry -> entry.distance() < 0)).isEmpty();
    }

    /** Through more than two other classes a test is hard to find. */
    @Test
    void thoseOfTheSchedulerAreNear() {
        assertThat(namesOf(entry -> NEAR.stream().anyMatch(entry.name()::startsWith) && entry.distance() > 2))
                .isEmpty();
    }

    @Test
    void testsNamedAfterAClassComeFirst() {
        Entry entry = entries.stream()
                .filter(each -> each.name().equals("org.expool.core.memory.TailMargin"))
                .findFirst()
                .orElseThrow();
        assertThat(entry.tests().get(0)).hasFileName("TailMarginTest.java");
        assertThat(entry.distance()).isZero();
    }

    private static List<String> namesOf(Predicate<Entry> violating) {
        return entries.stream()
                .filter(violating)
                .map(entry -> entry.name() + " " + entry.distance())
                .toList();
    }
}
