package org.expool.linux.launch;

import java.util.List;

/**
 * The descriptors of this process that become the standard streams of a new one, applied in the order of the
 * components: standard output 2 is this process's standard error, for it is taken before 2 is replaced, and standard
 * error 1 is the new process's standard output. Immutable and thread-safe.
 *
 * @param stdin a descriptor from 3
 * @param stdout a descriptor from 3, or 1 or 2
 * @param stderr a descriptor from 3, or 1 or 2
 * @param prefix words that make the process open what must not be opened here; empty for most
 */
record Stdio(int stdin, int stdout, int stderr, List<String> prefix) {}
