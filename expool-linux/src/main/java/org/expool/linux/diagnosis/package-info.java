/** What a Linux host offers and lacks for running jobs. */
@org.jspecify.annotations.NullMarked
package org.expool.linux.diagnosis;
