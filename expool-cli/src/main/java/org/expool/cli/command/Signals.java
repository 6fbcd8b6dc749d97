package org.expool.cli.command;

/** The signals sent to this process. Thread-safe. */
interface Signals {

    /**
     * Runs an action on a separate thread whenever the signal arrives, if the JVM can handle it.
     *
     * @param name without SIG
     * @return restores the previous handler
     */
    Runnable on(String name, Runnable action);
}
