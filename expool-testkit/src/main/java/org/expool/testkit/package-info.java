/**
 * What the tests of users and implementers need: {@link org.expool.testkit.NoLeaks} checks after each test that nothing
 * of a pool is left, and {@link org.expool.testkit.ProcessLauncherContract} holds a
 * launcher to its contract, {@link org.expool.testkit.MemorySamplerContract} a sampler.
 */
@org.jspecify.annotations.NullMarked
package org.expool.testkit;
