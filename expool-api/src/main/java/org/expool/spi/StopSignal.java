package org.expool.spi;

/** The signals that end a process. */
public enum StopSignal {
    /** SIGTERM: asks the process to end. */
    TERMINATE,
    /** SIGKILL: ends the process. */
    KILL
}
