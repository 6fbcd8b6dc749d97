package org.expool.core.schedule;

/**
 * Why a job or task did not succeed, for those that wait for it. Along a chain of prerequisites only the first failure
 * is reported. Immutable.
 *
 * @param name the job or task that did not succeed
 * @param origin the name of what failed first: the same, or a direct or indirect prerequisite
 * @param reason why that did not succeed
 */
record Failure(String name, String origin, String reason) {

    /** It failed by itself. */
    static Failure of(String name, String reason) {
        return new Failure(name, name, reason);
    }

    /** The failure of a dependent, which therefore cannot start. */
    Failure inheritedBy(String waiting) {
        return new Failure(waiting, origin, reason);
    }

    /** Why a dependent cannot start. */
    String ofPrerequisite() {
        String how = origin.equals(name) ? "succeed" : "start, as '" + origin + "' did not succeed";
        return "it was to run after '" + name + "', which did not " + how + ": " + reason;
    }
}
