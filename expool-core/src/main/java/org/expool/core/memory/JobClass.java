package org.expool.core.memory;

import org.jspecify.annotations.Nullable;

/**
 * Ready jobs of which the same is expected: of one priority and category, and of about the same size, declared peak and
 * limit (within an eighth of an octave). So what is learned of a category moves at most a few hundred cohorts,
 * however many jobs wait. Immutable and thread-safe.
 *
 * @param priority the higher, the sooner
 * @param category null for none
 * @param sizeClass 0 for an unknown size
 * @param declaredClass 0 for nothing declared
 * @param fixed whether the declared peak holds whatever is learned
 * @param endedAtClass of the peak at which an attempt was ended for memory; 0 for none
 * @param mostClass of what each may hold at the most; 0 for any amount
 */
record JobClass(
        int priority,
        @Nullable String category,
        int sizeClass,
        int declaredClass,
        boolean fixed,
        int endedAtClass,
        int mostClass) {

    private static final int CLASSES_IN_OCTAVE = 8;

    /** Half of all classes: what is less than 1 has the lower half. */
    private static final int OF_ONE = 1 << 15;

    static JobClass of(int priority, MemoryRequest question) {
        return new JobClass(
                priority,
                question.category(),
                classOf(question.size()),
                classOf(question.declaredBytes()),
                question.fixed(),
                classOf(question.endedAtBytes()),
                question.mostBytes() == MemoryRequest.ANY ? 0 : classOf(question.mostBytes()));
    }

    private static int classOf(double value) {
        return value <= 0 ? 0 : OF_ONE + (int) Math.ceil(CLASSES_IN_OCTAVE * Math.log(value) / Math.log(2) - 1e-6);
    }
}
