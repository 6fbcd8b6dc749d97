package org.expool.core.memory;

import java.util.HashMap;
import java.util.Map;
import org.expool.event.MemoryBasis;
import org.jspecify.annotations.Nullable;

/**
 * Predicts peaks and durations of jobs from finished ones. Recorded history is learned by the same call as new runs. A call
 * takes some microseconds, however many runs were learned. Not thread-safe: part of the scheduler's state.
 */
public final class Predictor {

    /** The memory at which an attempt was terminated, times this, is the least expected peak of the next. */
    private static final double RAISE_FACTOR = 1.5;

    private final Map<String, Category> categories = new HashMap<>();
    private final SafetyFactor safetyFactor = new SafetyFactor();

    /** Without any runs. */
    public Predictor() {}

    /** Learns a run that ended by itself, without a known declaration. */
    public void learn(RecordedRun run) {
        learn(run, 0);
    }

    /**
     * Learns a run that ended by itself.
     *
     * @param declaredBytes the declared peak; 0 for none
     */
    public void learn(RecordedRun run, long declaredBytes) {
        Category category = categories.computeIfAbsent(run.category(), name -> new Category());
        if (category.runCount() > 0) {
            safetyFactor.observe(category.bound(run.size(), safetyFactor.factor()) < run.peakBytes());
        }
        category.learn(run, declaredBytes, safetyFactor.factor());
    }

    /**
     * Learns a run that was terminated early, so that its peak is only a lower bound. Ignores it unless that exceeds the
     * expected peak.
     *
     * @param run the memory at the time and the duration so far
     * @param declaredBytes the declared peak; 0 for none
     * @return whether it was learned
     */
    public boolean learnAtLeast(RecordedRun run, long declaredBytes) {
        Category category = categories.get(run.category());
        boolean teaches = category == null || category.bound(run.size(), safetyFactor.factor()) < run.peakBytes();
        if (teaches) {
            learn(run, declaredBytes);
        }
        return teaches;
    }

    /** The number of learned runs of a category; 0 for null. */
    public long runs(@Nullable String category) {
        Category known = category == null ? null : categories.get(category);
        return known == null ? 0 : known.runCount();
    }

    /**
     * The expected peak and duration of a job. The peak is the declared one if that is fixed, if no run of the category was
     * learned, or if declarations of the category were closer than predictions; else the predicted one; else the average of
     * running jobs. After an attempt was terminated for memory it is at least 1.5 times the memory of that
     * attempt.
     *
     * @param averageOfRunning the average promise of running jobs, in bytes; 0 if nothing runs
     */
    public Expectation expect(MemoryRequest request, long averageOfRunning) {
        Expectation expected = expectUnraised(request, averageOfRunning);
        long raised = (long) Math.ceil(RAISE_FACTOR * request.terminatedAtBytes());
        return raised <= expected.bytes() || isFixed(request)
                ? expected
                : new Expectation(
                        raised,
                        Math.max(expected.typicalBytes(), request.terminatedAtBytes()),
                        expected.seconds(),
                        new MemoryBasis.Raised(request.terminatedAtBytes()));
    }

    private Expectation expectUnraised(MemoryRequest request, long averageOfRunning) {
        Category known = request.category() == null ? null : categories.get(request.category());
        Expectation learned = known == null ? null : known.expect(request.size(), safetyFactor.factor());
        double seconds = learned == null ? 0 : learned.seconds();
        long declared = request.declaredBytes();
        if (isFixed(request)) {
            return new Expectation(
                    declared, declared, seconds, new MemoryBasis.Declared(true, runs(request.category())));
        }
        if (declared > 0 && (known == null || known.prefersDeclarations())) {
            return new Expectation(
                    declared, declared, seconds, new MemoryBasis.Declared(false, runs(request.category())));
        }
        return learned == null
                ? new Expectation(averageOfRunning, averageOfRunning, seconds, new MemoryBasis.AverageOfRunning())
                : learned;
    }

    private static boolean isFixed(MemoryRequest request) {
        return request.fixed() && request.declaredBytes() > 0;
    }
}
