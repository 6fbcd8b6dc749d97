/**
 * Reading /proc: processes, the control groups of this process, ids of pools; and the search path of programs. Not exported.
 */
@org.jspecify.annotations.NullMarked
package org.expool.linux.proc;
