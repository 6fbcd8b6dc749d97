package org.expool;

import java.util.List;
import java.util.stream.Collectors;

/** A job, task or pool was described wrongly; lists every problem, not only the first. */
public final class InvalidSettingsException extends ExpoolException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Reports the problems of one subject.
     *
     * @param subject what was being described, for instance {@code job 'shuffle'}
     * @param problems what is wrong with it, at least one
     */
    public InvalidSettingsException(String subject, List<Problem> problems) {
        super(subject + ": " + problems.stream().map(Problem::toString).collect(Collectors.joining("; ")), null);
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order found; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
