package org.expool.core.memory;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Learns from finished jobs what the next will need. History is learned by the same call as what finishes now. Takes some
 * microseconds for each call, whatever was learned before. Not thread-safe: it belongs to whoever owns the state of a
 * pool.
 */
public final class Predictor {

    /** What an attempt held when it was ended is raised by, for the next. */
    private static final double RAISE = 1.5;

    private final Map<String, Category> categories = new HashMap<>();
    private final SafetyFactor caution = new SafetyFactor();

    /** One that knows nothing yet. */
    public Predictor() {}

    /** A job has finished by itself and is to be learned from; nothing was declared, or it is not known. */
    public void learn(RecordedRun run) {
        learn(run, 0);
    }

    /**
     * A job has finished by itself and is to be learned from.
     *
     * @param declaredBytes what the user had said it needs, in bytes; 0 if nothing
     */
    public void learn(RecordedRun run, long declaredBytes) {
        Category category = categories.computeIfAbsent(run.category(), name -> new Category());
        if (category.learned() > 0) {
            caution.observe(category.bound(run.size(), caution.factor()) < run.peakBytes());
        }
        category.learn(run, declaredBytes, caution.factor());
    }

    /**
     * A job was ended early, so that its peak is only known to be more than this. Nothing is learned from it unless
     * that is more than would have been expected.
     *
     * @param least what it held, with its duration so far
     * @param declaredBytes what the user had said it needs, in bytes; 0 if nothing
     * @return whether it was
     */
    public boolean learnAtLeast(RecordedRun least, long declaredBytes) {
        Category category = categories.get(least.category());
        boolean teaches = category == null || category.bound(least.size(), caution.factor()) < least.peakBytes();
        if (teaches) {
            learn(least, declaredBytes);
        }
        return teaches;
    }

    /** How many runs of a category were learned; 0 for null. */
    public long runs(@Nullable String category) {
        Category known = category == null ? null : categories.get(category);
        return known == null ? 0 : known.learned();
    }

    /**
     * What a job is expected to need: what was declared, if that is fixed, or nothing was learned of its category, or
     * declarations were nearer there than what was learned; else what was learned; else what others have. If an attempt was ended for memory, at least one and a half times of what it
     * held.
     *
     * @param averageOfRunning what workers have on average now, in bytes; 0 if nothing runs
     */
    public Expectation expect(MemoryRequest question, long averageOfRunning) {
        Expectation expected = expectFirst(question, averageOfRunning);
        long raised = (long) Math.ceil(RAISE * question.endedAtBytes());
        return raised <= expected.bytes() || isFixed(question)
                ? expected
                : new Expectation(
                        raised,
                        Math.max(expected.typicalBytes(), question.endedAtBytes()),
                        expected.seconds(),
                        new Basis.Raised(question.endedAtBytes()));
    }

    private Expectation expectFirst(MemoryRequest question, long averageOfRunning) {
        Category known = question.category() == null ? null : categories.get(question.category());
        Expectation learned = known == null ? null : known.expect(question.size(), caution.factor());
        double seconds = learned == null ? 0 : learned.seconds();
        long declared = question.declaredBytes();
        if (isFixed(question)) {
            return new Expectation(declared, declared, seconds, new Basis.Declared(true, runs(question.category())));
        }
        if (declared > 0 && (known == null || known.believesDeclarations())) {
            return new Expectation(declared, declared, seconds, new Basis.Declared(false, runs(question.category())));
        }
        return learned == null
                ? new Expectation(averageOfRunning, averageOfRunning, seconds, new Basis.AverageOfRunning())
                : learned;
    }

    private static boolean isFixed(MemoryRequest question) {
        return question.fixed() && question.declaredBytes() > 0;
    }
}
