package org.expool.core.affinity;

import java.util.Locale;

/** The kinds of objects that can contain a slot, usually the deepest first. */
public enum SlotLevel {
    /** Some of the threads of one core. */
    THREAD,
    CORE,
    L2,
    L3,
    NODE,
    /** A package (socket); smaller than a node, or with several nodes. */
    PACKAGE,
    /** Several packages and nodes. */
    MACHINE;

    /** Lower-case name. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
