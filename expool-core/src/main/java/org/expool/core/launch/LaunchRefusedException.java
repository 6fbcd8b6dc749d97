package org.expool.core.launch;

/** A request cannot be carried out; the message is the reason in words. */
final class LaunchRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private LaunchRefusedException(String reason) {
        super(reason);
    }

    static LaunchRefusedException because(String reason) {
        return new LaunchRefusedException(reason);
    }
}
