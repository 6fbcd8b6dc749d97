package org.expool.linux.launch;

import java.util.List;

/**
 * The descriptors of this process that become the standard streams of a new one, applied in the order of the components:
 * stdout 2 is the standard error of this process, as it is duplicated before 2 is replaced, and stderr 1 is the standard
 * output of the new process. Immutable and thread-safe.
 *
 * @param stdin a descriptor from 3
 * @param stdout a descriptor from 3, or 1 or 2
 * @param stderr a descriptor from 3, or 1 or 2
 * @param prefix words by which the process itself opens FIFOs; mostly empty
 */
record Stdio(int stdin, int stdout, int stderr, List<String> prefix) {}
