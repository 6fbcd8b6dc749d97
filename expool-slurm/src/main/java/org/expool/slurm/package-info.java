/** Runs the same jobs on a Slurm cluster. Empty in this version. */
@org.jspecify.annotations.NullMarked
package org.expool.slurm;
