package org.expool;

/** The order in which the operating system has numbered the logical CPUs; for information only. Thread-safe. */
public enum CpuEnumeration {
    /** Thread by thread within a core, core by core within a node, node by node: 0-1 is the first core. */
    SEQUENTIAL,
    /** Node by node the first thread of each core, then in the same order the second ones. */
    BLOCK,
    /** Neighbouring numbers are on different nodes, first threads of all cores before second ones. */
    CROSS_NODE,
    /** None of these. */
    IRREGULAR
}
