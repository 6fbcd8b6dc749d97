package org.expool;

/** Which processes of a job count towards its memory. Thread-safe. */
public enum MemoryKind {
    /** The job's first process alone. */
    PROCESS,
    /** The heaviest single process of the job's tree. */
    HEAVIEST_OF_TREE,
    /** All processes of the job's tree together, the default. */
    TREE
}
