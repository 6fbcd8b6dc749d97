/**
 * What /proc says: of single processes, of the control groups of this one, and which pool is whose; and where this one looks
 * for programs. Not exported, as the other packages of this module are the only users.
 */
@org.jspecify.annotations.NullMarked
package org.expool.linux.proc;
