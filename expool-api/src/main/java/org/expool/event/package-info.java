/** What happens in a pool, as numbered facts, and the reasons of what a pool does. */
@org.jspecify.annotations.NullMarked
package org.expool.event;
