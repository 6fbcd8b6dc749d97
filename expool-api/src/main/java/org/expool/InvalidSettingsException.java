package org.expool;

import java.util.List;
import java.util.stream.Collectors;

/** Settings of a job, task or pool are invalid; lists every problem, not only the first. Immutable and thread-safe like any exception. */
public final class InvalidSettingsException extends ExpoolException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Reports the problems of one subject.
     *
     * @param subject the object with these settings, for instance {@code job 'shuffle'}
     * @param problems at least one
     */
    public InvalidSettingsException(String subject, List<Problem> problems) {
        super(subject + ": " + problems.stream().map(Problem::toString).collect(Collectors.joining("; ")), null);
        this.problems = List.copyOf(problems);
    }

    /** The problems, in the order found; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
