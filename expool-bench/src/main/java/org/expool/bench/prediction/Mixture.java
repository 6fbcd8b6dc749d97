package org.expool.bench.prediction;

import java.util.List;

/** Which patterns a trace is mixed of. Immutable and thread-safe. */
enum Mixture {
    /** Where the past tells enough: what most steps of pipelines are like. */
    PREDICTABLE(List.of(
            Pattern.CONSTANT,
            Pattern.CONSTANT,
            Pattern.SMALL,
            Pattern.AFFINE,
            Pattern.PROPORTIONAL,
            Pattern.CEILING,
            Pattern.NO_SIZE)),
    /** All, also those that change or depend on what nobody knows. */
    ALL(List.of(Pattern.values()));

    private final List<Pattern> patterns;

    Mixture(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    List<Pattern> patterns() {
        return patterns;
    }
}
