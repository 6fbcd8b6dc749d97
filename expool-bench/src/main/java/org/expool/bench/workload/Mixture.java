package org.expool.bench.workload;

import java.util.List;

/** The patterns of which a trace is mixed. Immutable and thread-safe. */
public enum Mixture {
    /** Patterns that the past predicts well, as most steps of pipelines are. */
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
    /** All, including those that change or depend on unknown properties. */
    ALL(List.of(Pattern.values()));

    private final List<Pattern> patterns;

    Mixture(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /** Its patterns, in equal shares; one that is named twice has two. */
    public List<Pattern> patterns() {
        return patterns;
    }
}
