/**
 * What the tests of users and implementers need: {@link org.expool.testkit.NoLeaks} checks after each test that nothing
 * of a pool is left, {@link org.expool.testkit.ProcessLauncherContract} tests a launcher,
 * {@link org.expool.testkit.MemorySamplerContract} a sampler.
 */
@org.jspecify.annotations.NullMarked
package org.expool.testkit;
