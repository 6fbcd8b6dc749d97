package org.expool.simulator.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.expool.core.memory.QueueOrder;
import org.expool.simulator.trace.MemoryProfile.Step;
import org.expool.simulator.trace.ReplayStep.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplayTest {

    private static final long MIB = 1 << 20;

    private final List<ReplayStep> steps = new ArrayList<>();

    private ReplayResult replay(int workers, int cpus, long mib, QueueOrder order, TraceJob... jobs) {
        return new Replay(new ReplaySettings(workers, cpus, mib * MIB, order), steps::add).run(List.of(jobs));
    }

    private static TraceJob known(String name, double seconds, long mib) {
        return TraceJob.of(name, null, 0, seconds, mib * MIB).declaringPeak();
    }

    private static TraceJob wide(String name, double seconds, int cpus) {
        TraceJob job = known(name, seconds, 1);
        return new TraceJob(name, null, 0, seconds, MIB, job.profile(), job.declaredBytes(), job.fixed(), cpus);
    }

    private List<String> starts() {
        return steps.stream()
                .filter(step -> step.kind() == Kind.START)
                .map(step -> step.nanos() / 1_000_000_000 + " " + step.job().name())
                .toList();
    }

    @Test
    void strictOrderWaitsForTheFirst() {
        ReplayResult result =
                replay(3, 3, 100, QueueOrder.SUBMISSION, known("a", 4, 60), known("b", 2, 60), known("c", 1, 30));
        assertThat(starts()).containsExactly("0 a", "4 b", "4 c");
        assertThat(result.makespanSeconds()).isEqualTo(6);
    }

    @Test
    void othersFillInWhereTheyDoNotDelayTheFirst() {
        replay(3, 3, 100, QueueOrder.BACKFILL, known("a", 4, 60), known("b", 2, 60), known("c", 1, 30));
        assertThat(starts()).containsExactly("0 a", "0 c", "4 b");
    }

    @Test
    void boundIsTheLargestOfThree() {
        ReplaySettings settings = new ReplaySettings(2, 2, 100 * MIB, QueueOrder.LARGEST);
        assertThat(LowerBound.seconds(List.of(known("a", 5, 10), known("b", 1, 10)), settings))
                .isEqualTo(5);
        assertThat(LowerBound.seconds(List.of(known("a", 5, 10), known("b", 5, 10), known("c", 4, 10)), settings))
                .isEqualTo(7);
        assertThat(LowerBound.seconds(List.of(known("a", 5, 80), known("b", 5, 80)), settings))
                .isEqualTo(8);
    }

    @Test
    void boundIsOfThoseThatCouldRun() {
        ReplayResult result = replay(
                1,
                1,
                100,
                QueueOrder.AREA,
                TraceJob.of("too large", "c", 1, 5, 101 * MIB),
                TraceJob.of("chained", "c", 2, 50, 10 * MIB),
                TraceJob.of("other", "d", 2, 7, 10 * MIB));
        assertThat(result.succeeded()).isEqualTo(1);
        assertThat(result.lowerBoundSeconds()).isEqualTo(7);
        assertThat(result.ratio()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void whatAJobUsesIsSampledThoughItStartsWhenAllIsSampled() {
        TraceJob liar = new TraceJob("z", null, 0, 5, 80 * MIB, MemoryProfile.constant(80 * MIB), 10 * MIB, true, 1);
        ReplayResult result = replay(
                3,
                3,
                100,
                QueueOrder.SUBMISSION,
                known("x", 1, 10),
                known("y", 2, 10),
                known("v", 10, 10),
                liar,
                known("u", 5, 50));
        assertThat(starts()).containsExactly("0 x", "0 y", "0 v", "1 z", "6 u");
        assertThat(result.ended()).isZero();
    }

    @Test
    void cpusAreOccupiedWhileAJobRuns() {
        replay(8, 4, 1000, QueueOrder.SUBMISSION, wide("a", 3, 3), wide("b", 3, 2), wide("c", 1, 1));
        int inUse = 0;
        for (ReplayStep step : steps) {
            inUse += step.kind() == Kind.START ? step.job().cpus() : -step.job().cpus();
            assertThat(inUse).isBetween(0, 4);
        }
        assertThat(steps).hasSize(6);
    }

    @Test
    void aJobThatAloneNeedsMoreThanThereIsEndsForMemory() {
        ReplayResult result = replay(2, 2, 100, QueueOrder.LARGEST, TraceJob.of("a", "large", 0, 10, 101 * MIB));
        assertThat(result.succeeded()).isZero();
        assertThat(result.ended()).isEqualTo(1);
        assertThat(result.wastedSeconds()).isBetween(0.0, 1.0);
        assertThat(steps).extracting(ReplayStep::kind).containsExactly(Kind.START, Kind.END);
    }

    @Test
    void noMoreIsPromisedThanThereIs() {
        List<Step> spike = List.of(new Step(0, 10 * MIB), new Step(9, 90 * MIB));
        TraceJob[] jobs = IntStream.range(0, 2)
                .mapToObj(i -> new TraceJob("j" + i, null, 0, 10, 90 * MIB, new MemoryProfile(spike), 0, false, 1))
                .toArray(TraceJob[]::new);
        assertThat(replay(2, 2, 100, QueueOrder.LARGEST, jobs).succeeded()).isEqualTo(2);
        assertThat(steps)
                .allMatch(step -> step.promisedBytes() <= 100 * MIB)
                .anyMatch(step -> step.kind() == Kind.POSTPONE);
    }

    @Test
    void lateSpikesArePostponedAndAllComplete() {
        List<Step> spike = List.of(new Step(0, 10 * MIB), new Step(9, 60 * MIB));
        TraceJob[] jobs = IntStream.range(0, 4)
                .mapToObj(i ->
                        new TraceJob("j" + i, "c" + i, 0, 10, 60 * MIB, new MemoryProfile(spike), 10 * MIB, false, 1))
                .toArray(TraceJob[]::new);
        ReplayResult result = replay(4, 4, 100, QueueOrder.LARGEST, jobs);
        assertThat(result.succeeded()).isEqualTo(4);
        assertThat(result.ended()).isPositive();
        assertThat(result.wastedSeconds()).isGreaterThan(8.9);
        assertThat(result.firstAttemptTooSmall()).isEqualTo(1);
        assertThat(steps).extracting(ReplayStep::kind).contains(Kind.POSTPONE);
    }

    @Test
    void tellsHowMuchOfThePromisedWasUsed() {
        TraceJob half =
                new TraceJob("half", null, 0, 10, 20 * MIB, MemoryProfile.constant(20 * MIB), 40 * MIB, true, 1);
        ReplayResult result = replay(2, 2, 100, QueueOrder.LARGEST, half);
        assertThat(result.usedOverReserved()).isEqualTo(0.5);
        assertThat(result.firstAttemptTooSmall()).isZero();
        assertThat(steps).extracting(ReplayStep::promisedBytes).containsExactly(40 * MIB, 40 * MIB);
    }

    @Test
    void nothingTakesNoTime() {
        ReplayResult result = replay(2, 2, 100, QueueOrder.LARGEST);
        assertThat(result.makespanSeconds()).isZero();
        assertThat(result.ratio()).isEqualTo(1);
    }

    /** Jobs that grow with their size, nothing declared: the sum of promises never exceeds the limit, and all complete. */
    @ParameterizedTest
    @EnumSource(QueueOrder.class)
    void promisesStayWithinTheLimit(QueueOrder order) {
        Random random = new Random(7);
        TraceJob[] jobs = IntStream.range(0, 600)
                .mapToObj(i -> {
                    double size = 1 + 9 * random.nextDouble();
                    double noise = 1 + 0.05 * random.nextGaussian();
                    return TraceJob.of(
                            "j" + i, "c" + i % 5, size, 5 + 50 * random.nextDouble(), (long) (size * noise * 30 * MIB));
                })
                .toArray(TraceJob[]::new);
        ReplayResult result = replay(16, 16, 2048, order, jobs);
        assertThat(result.succeeded()).isEqualTo(600);
        assertThat(result.ratio()).isBetween(1.0, 2.0);
        assertThat(result.usedOverReserved()).isEqualTo(0.85, offset(0.15));
        long promised = 0;
        for (ReplayStep step : steps) {
            promised += step.kind() == Kind.START ? step.promisedBytes() : -step.promisedBytes();
            assertThat(promised).isBetween(0L, 2048 * MIB);
        }
    }

    /** Each job costs a few events, however long it runs. */
    @Test
    void aYearTakesNoLongerThanASecond() {
        double year = 365 * 86_400;
        ReplayResult result = replay(
                2,
                2,
                100,
                QueueOrder.LARGEST,
                known("a", year, 60),
                known("b", year, 60),
                TraceJob.of("c", "x", 0, year, MIB));
        assertThat(result.makespanSeconds()).isEqualTo(2 * year);
    }
}
