package org.expool.bench.report;

import java.util.Map;

/**
 * A limit and the measurement to compare with it. Immutable and thread-safe.
 *
 * @param what is measured, with its unit
 * @param measured the measurement
 * @param limit the worst acceptable value
 * @param atLeast whether more is better; else less is
 */
public record Criterion(String what, double measured, double limit, boolean atLeast) {

    /** Met if not below the limit. */
    public static Criterion atLeast(String what, double measured, double limit) {
        return new Criterion(what, measured, limit, true);
    }

    /** Met if not above the limit. */
    public static Criterion atMost(String what, double measured, double limit) {
        return new Criterion(what, measured, limit, false);
    }

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
