package org.expool.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.expool.MemoryKind;
import org.expool.MemoryMeasure;
import org.expool.spi.Availability;
import org.expool.spi.HostMemory;
import org.expool.spi.MemoryQuery;
import org.expool.spi.MemoryReading;
import org.expool.spi.MemorySampler;
import org.expool.spi.MemorySession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every {@link MemorySampler} of processes must do, on a system with a shell. An implementer's test extends it and
 * supplies the sampler. Not thread-safe: JUnit makes an instance for each test.
 */
@ExtendWith(NoLeaks.class)
public abstract class MemorySamplerContract {

    private static final long MIB = 1 << 20;
    private static final int MEBIBYTES = 150;

    /** A small JVM uses less besides what it allocates. */
    private static final int BESIDE = 120;

    private MemorySession session;

    /** For subclasses. */
    protected MemorySamplerContract() {}

    /** The sampler under test; must be available here. */
    protected abstract MemorySampler sampler();

    @BeforeEach
    void openSession() {
        assertThat(sampler().availability()).isEqualTo(Availability.available());
        session = sampler().open();
    }

    @AfterEach
    void closeSession() {
        session.close();
        session.close(); // has no effect
    }

    @Test
    void hasANameThatCanBeTyped() {
        assertThat(sampler().name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
    }

    @Test
    void countsWhatIsTouchedAndNotWhatIsReserved() {
        try (AllocatedMemory memory = AllocatedMemory.ofProcess(MEBIBYTES)) {
            MemoryReading reading = read(memory.pid(), MemoryKind.TREE, MemoryMeasure.RESIDENT);
            // A JVM reserves gigabytes.
            assertThat(reading.bytes()).isBetween(MEBIBYTES * MIB, (MEBIBYTES + BESIDE) * MIB);
            assertThat(reading.measure()).isEqualTo(MemoryMeasure.RESIDENT);
        }
    }

    @Test
    void tellsTheProcessFromItsTree() {
        try (AllocatedMemory memory = AllocatedMemory.ofChild(MEBIBYTES)) {
            long alone = read(memory.pid(), MemoryKind.PROCESS, MemoryMeasure.RESIDENT)
                    .bytes();
            long heaviest = read(memory.pid(), MemoryKind.HEAVIEST_OF_TREE, MemoryMeasure.RESIDENT)
                    .bytes();
            long tree =
                    read(memory.pid(), MemoryKind.TREE, MemoryMeasure.RESIDENT).bytes();
            assertThat(alone).isBetween(1L, 20 * MIB);
            assertThat(heaviest).isBetween(MEBIBYTES * MIB, (MEBIBYTES + BESIDE) * MIB);
            assertThat(tree).isBetween(heaviest, heaviest + 20 * MIB);
        }
    }

    @Test
    void saysWhatItTookWhereItCannotTakeWhatWasAskedFor() {
        try (AllocatedMemory memory = AllocatedMemory.ofProcess(MEBIBYTES)) {
            for (MemoryMeasure asked : MemoryMeasure.values()) {
                MemoryReading reading = read(memory.pid(), MemoryKind.TREE, asked);
                assertThat(reading.measure()).isIn(asked, MemoryMeasure.RESIDENT);
                if (reading.measure() != MemoryMeasure.RSS_VMS_MIX) {
                    assertThat(reading.bytes()).isBetween(MEBIBYTES * MIB, (MEBIBYTES + BESIDE) * MIB);
                } else {
                    assertThat(reading.bytes()).isGreaterThan(MEBIBYTES * MIB * 9 / 10);
                }
            }
        }
    }

    @Test
    void seesManyAtOnceAndEachByItself() {
        try (AllocatedMemory one = AllocatedMemory.ofProcess(MEBIBYTES);
                AllocatedMemory other = AllocatedMemory.ofProcess(MEBIBYTES / 3)) {
            Map<Long, MemoryReading> readings = sample(MemoryKind.TREE, MemoryMeasure.RESIDENT, one.pid(), other.pid());
            assertThat(readings).containsOnlyKeys(one.pid(), other.pid());
            assertThat(bytes(readings, one) - bytes(readings, other))
                    .isBetween(
                            (MEBIBYTES - MEBIBYTES / 3) * MIB - 30 * MIB, (MEBIBYTES - MEBIBYTES / 3) * MIB + 30 * MIB);
        }
    }

    @Test
    void whatHasEndedIsAbsent() {
        AllocatedMemory memory = AllocatedMemory.ofProcess(1);
        try (memory) {
            assertThat(sample(MemoryKind.TREE, MemoryMeasure.RESIDENT, memory.pid()))
                    .containsOnlyKeys(memory.pid());
        }
        assertThat(sample(MemoryKind.TREE, MemoryMeasure.RESIDENT, memory.pid(), 0))
                .isEmpty();
        assertThat(sample(MemoryKind.TREE, MemoryMeasure.RESIDENT)).isEmpty();
    }

    @Test
    void aSingleSampleSeesTheSame() {
        try (AllocatedMemory memory = AllocatedMemory.ofChild(MEBIBYTES)) {
            assertThat(sampler().residentBytes(List.of(memory.pid())).get(memory.pid()))
                    .isBetween(MEBIBYTES * MIB, (MEBIBYTES + BESIDE) * MIB);
        }
    }

    @Test
    void tellsWhatTheHostHas() {
        HostMemory host = session.host();
        assertThat(host.totalBytes()).isGreaterThan(MEBIBYTES * MIB);
        assertThat(host.availableBytes()).isBetween(1L, host.totalBytes());
        assertThat(host.limitedBy()).isNotBlank();
    }

    private MemoryReading read(long pid, MemoryKind kind, MemoryMeasure measure) {
        Map<Long, MemoryReading> readings = sample(kind, measure, pid);
        assertThat(readings).containsOnlyKeys(pid);
        return requireNonNull(readings.get(pid));
    }

    private static long bytes(Map<Long, MemoryReading> readings, AllocatedMemory memory) {
        return requireNonNull(readings.get(memory.pid())).bytes();
    }

    private Map<Long, MemoryReading> sample(MemoryKind kind, MemoryMeasure measure, long... pids) {
        return session.sample(new MemoryQuery(
                LongStream.of(pids).mapToObj(MemoryQuery.Root::of).toList(), kind, measure));
    }
}
