package org.expool.bench.workload;

import java.util.List;

/** Which patterns a trace is mixed of. Immutable and thread-safe. */
public enum Mixture {
    /** Where the past tells enough: what most steps of pipelines are like. */
    PREDICTABLE(List.of(
            Pattern.CONSTANT,
            Pattern.CONSTANT,
            Pattern.SMALL,
            Pattern.AFFINE,
            Pattern.PROPORTIONAL,
            Pattern.CEILING,
            Pattern.NO_SIZE)),
    /** Peaks that grow with known sizes. */
    CORRELATED(List.of(Pattern.AFFINE, Pattern.PROPORTIONAL, Pattern.POWER, Pattern.CEILING)),
    /** Peaks that have nothing to do with sizes, and are much the same in a category. */
    NARROW(List.of(Pattern.CONSTANT, Pattern.SMALL, Pattern.NO_SIZE)),
    /** Peaks that have nothing to do with sizes: some alike, some spread widely. */
    SPREAD(List.of(Pattern.CONSTANT, Pattern.NO_SIZE, Pattern.WIDE, Pattern.BIMODAL)),
    /** All, also those that change or depend on what nobody knows. */
    ALL(List.of(Pattern.values()));

    private final List<Pattern> patterns;

    Mixture(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /** Those, in equal shares; one that is named twice has two. */
    public List<Pattern> patterns() {
        return patterns;
    }
}
