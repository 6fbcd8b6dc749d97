package org.expool.core.schedule;

/**
 * That a job or task did not succeed, as those hear of it that wait for it. However long a row of jobs that wait for each
 * other, only its first failure is told. Immutable.
 *
 * @param name of what did not succeed
 * @param origin the name of what failed first: the same, or something that it waited for itself
 * @param reason why that did not succeed
 */
record Failure(String name, String origin, String reason) {

    /** It failed by itself. */
    static Failure of(String name, String reason) {
        return new Failure(name, name, reason);
    }

    /** That of somebody who waits for it, and so cannot start. */
    Failure inheritedBy(String waiting) {
        return new Failure(waiting, origin, reason);
    }

    /** Why somebody who waits for it cannot start. */
    String ofPrerequisite() {
        String how = origin.equals(name) ? "succeed" : "start, as '" + origin + "' did not succeed";
        return "it was to run after '" + name + "', which did not " + how + ": " + reason;
    }
}
