package org.expool;

/** No provider of a required ability is available; names a module that contains one. Immutable and thread-safe like any exception. */
public final class ProviderMissingException extends ExpoolException {

    private static final long serialVersionUID = 1L;

    /**
     * With a message.
     *
     * @param message names the ability, the reason against each candidate, and the module to add
     */
    public ProviderMissingException(String message) {
        super(message, null);
    }
}
