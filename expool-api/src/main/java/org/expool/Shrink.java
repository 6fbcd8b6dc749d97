package org.expool;

/** What becomes of the running jobs that are too many after {@link ExecPool#resize(int, Shrink)}. */
public enum Shrink {
    /** They finish; nothing is started until there is room. */
    FINISH,
    /** The newest are ended and start again, from the beginning, when there is room. */
    POSTPONE
}
