package org.expool.core.memory;

import org.jspecify.annotations.Nullable;

/**
 * Ready jobs with the same expectation: of one priority and category, and of about the same size, declared peak and limit
 * (within an eighth of an octave). So a learned run of a category moves at most a few hundred classes, however many jobs wait.
 * Immutable and thread-safe.
 *
 * @param priority higher first
 * @param category null for none
 * @param sizeClass 0 for an unknown size
 * @param declaredClass 0 for no declared peak
 * @param fixed whether the declared peak is used whatever was learned
 * @param terminatedAtClass of the memory at which an attempt was terminated for memory; 0 for none
 * @param limitClass of the job's own limit; 0 for none
 */
record JobClass(
        int priority,
        @Nullable String category,
        int sizeClass,
        int declaredClass,
        boolean fixed,
        int terminatedAtClass,
        int limitClass) {

    private static final int CLASSES_PER_OCTAVE = 8;

    /** The class of the value 1: smaller values have the classes below. */
    private static final int CLASS_OF_ONE = 1 << 15;

    static JobClass of(int priority, MemoryRequest request) {
        return new JobClass(
                priority,
                request.category(),
                classOf(request.size()),
                classOf(request.declaredBytes()),
                request.fixed(),
                classOf(request.terminatedAtBytes()),
                request.limitBytes() == MemoryRequest.UNLIMITED ? 0 : classOf(request.limitBytes()));
    }

    private static int classOf(double value) {
        return value <= 0
                ? 0
                : CLASS_OF_ONE + (int) Math.ceil(CLASSES_PER_OCTAVE * Math.log(value) / Math.log(2) - 1e-6);
    }
}
