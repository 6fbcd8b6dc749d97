package org.expool.bench.report;

import java.util.Map;

/**
 * What is to be reached, and what was. Immutable and thread-safe.
 *
 * @param what is measured, with its unit
 * @param measured the measurement
 * @param limit the worst that is good enough
 * @param atLeast whether more is better; else less is
 */
public record Criterion(String what, double measured, double limit, boolean atLeast) {

    /** Good if not below the limit. */
    public static Criterion atLeast(String what, double measured, double limit) {
        return new Criterion(what, measured, limit, true);
    }

    /** Good if not above the limit. */
    public static Criterion atMost(String what, double measured, double limit) {
        return new Criterion(what, measured, limit, false);
    }

    /** Whether it was reached. */
    public boolean met() {
        return atLeast ? measured >= limit : measured <= limit;
    }

    /** A line of a table of criteria. */
    public Map<String, Object> row() {
        return Table.row(
                "criterion", what,
                "measured", measured,
                "must be", atLeast ? "at least" : "at most",
                "limit", limit,
                "met", met());
    }
}
