/** The pool's named resources: how many units there are, and who holds which. No clock, thread, file or process here. */
@org.jspecify.annotations.NullMarked
package org.expool.core.resource;
