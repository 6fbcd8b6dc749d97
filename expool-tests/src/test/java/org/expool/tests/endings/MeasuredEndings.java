package org.expool.tests.endings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.PeakMemory;
import org.expool.Usage;

/** Measurements of jobs whose needs are known. */
final class MeasuredEndings {

    private static final long MEGABYTE = 1_000_000;

    private MeasuredEndings() {}

    static List<Ending> all() {
        return List.of(
                new Ending("a nap", stage -> stage.alone("sleep 0.2"), result -> {
                    assertComplete(result);
                    assertThat(result.wall()).isBetween(Duration.ofMillis(200), Duration.ofSeconds(60));
                    assertThat(result.usage().user()).isLessThan(Duration.ofMillis(200));
                    assertThat(Duration.between(result.startedAt(), result.finishedAt()))
                            .isCloseTo(result.wall(), Duration.ofMillis(1));
                }),
                new Ending(
                        "a second of work",
                        stage -> stage.alone("ulimit -St 1; trap 'exit 0' XCPU; while :; do :; done"),
                        result -> {
                            assertComplete(result);
                            Usage usage = result.usage();
                            assertThat(usage.user().plus(usage.system()))
                                    .isBetween(Duration.ofMillis(500), Duration.ofSeconds(10));
                        }),
                new Ending(
                        "a megabyte written by a child",
                        stage -> stage.alone("head -c " + MEGABYTE + " /dev/zero >file; sleep 0.05"),
                        result -> {
                            assertComplete(result);
                            assertThat(result.usage().bytesWritten()).isBetween(MEGABYTE, 2 * MEGABYTE);
                            assertThat(result.usage().bytesRead()).isGreaterThanOrEqualTo(MEGABYTE);
                        }),
                new Ending(
                        "50 MB of memory",
                        stage -> stage.alone("x=$(head -c 50000000 /dev/zero | tr '\\0' x); exit 0"),
                        result -> {
                            assertComplete(result);
                            PeakMemory peak = result.usage().peakMemory();
                            // On a busy host a sample is taken while it grows, and the kernel has but an upper bound.
                            long least = peak.source() == PeakMemory.Source.SAMPLED ? MEGABYTE : 50 * MEGABYTE;
                            assertThat(peak.bytes()).isBetween(least, 1000 * MEGABYTE);
                        }));
    }

    private static void assertComplete(JobResult result) {
        assertThat(result.outcome()).isEqualTo(new Outcome.Succeeded());
        assertThat(result.starts()).isEqualTo(1);
        Usage usage = result.usage();
        assertThat(usage).hasNoNullFieldsOrProperties();
        assertThat(usage.minorFaults()).isPositive();
        assertThat(usage.voluntarySwitches()).isNotNegative();
        assertThat(usage.peakMemory().bytes()).isNotNegative();
    }
}
