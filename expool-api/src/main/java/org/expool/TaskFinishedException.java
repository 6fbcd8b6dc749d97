package org.expool;

/** A member was added to a task that has been closed or has ended. Immutable and thread-safe like any exception. */
public final class TaskFinishedException extends ExpoolException {

    private static final long serialVersionUID = 1L;

    /**
     * With a message.
     *
     * @param message which task, and what was to be added
     */
    public TaskFinishedException(String message) {
        super(message, null);
    }
}
