/** What each kind of containment costs a job. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.containment;
