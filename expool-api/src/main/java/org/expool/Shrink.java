package org.expool;

/** What {@link ExecPool#resize(int, Shrink)} does with running jobs in excess of the new number of workers. */
public enum Shrink {
    /** They finish; no job is started until fewer jobs than workers run. */
    FINISH,
    /** The most recently started are terminated and start again, from the beginning, when a worker is free. */
    POSTPONE
}
