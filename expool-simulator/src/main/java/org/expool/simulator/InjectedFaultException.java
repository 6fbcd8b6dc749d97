package org.expool.simulator;

/** A fault that a {@link FaultInjector} made. Immutable and thread-safe like any exception. */
public final class InjectedFaultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InjectedFaultException(String command) {
        super("injected before the command " + command);
    }
}
