package org.expool;

/** A pool cannot be built because no provider of a required ability is available; says which module brings one. */
public final class ProviderMissingException extends ExpoolException {

    private static final long serialVersionUID = 1L;

    /**
     * Names the ability, who was asked, and the remedy.
     *
     * @param message the ability, the reasons against each candidate, and what to add
     */
    public ProviderMissingException(String message) {
        super(message, null);
    }
}
