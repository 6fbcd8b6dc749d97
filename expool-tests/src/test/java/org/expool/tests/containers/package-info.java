/** Pools inside containers; the engine is started by tests/containers/with-engine. */
package org.expool.tests.containers;
