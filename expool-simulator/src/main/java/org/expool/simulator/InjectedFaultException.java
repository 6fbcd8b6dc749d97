package org.expool.simulator;

/** A fault of the scheduler that a scenario asked for. */
public final class InjectedFaultException extends RuntimeException {

    private static final long serialVersionUID = 1;

    InjectedFaultException(String command) {
        super("injected before " + command);
    }
}
