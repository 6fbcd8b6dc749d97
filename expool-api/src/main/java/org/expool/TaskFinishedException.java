package org.expool;

/** A member was added to a task that has been closed or has ended. Immutable and thread-safe like any exception. */
public final class TaskFinishedException extends ExpoolException {

    private static final long serialVersionUID = 1L;

    /**
     * With a message.
     *
     * @param message names the task and the refused member
     */
    public TaskFinishedException(String message) {
        super(message, null);
    }
}
