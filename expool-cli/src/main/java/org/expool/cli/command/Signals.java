package org.expool.cli.command;

/** Where signals come from. Thread-safe. */
interface Signals {

    /**
     * Calls this on a thread of its own whenever the signal comes, if it can.
     *
     * @param name without SIG
     * @return makes it as it was before
     */
    Runnable on(String name, Runnable action);
}
