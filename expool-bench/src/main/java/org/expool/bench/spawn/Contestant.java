package org.expool.bench.spawn;

import org.expool.spi.Availability;

/** One way to run many short jobs, a fixed number at a time. Not thread-safe. */
interface Contestant extends AutoCloseable {

    /** Its name in options and reports. */
    String name();

    /** What it is, in a few words. */
    String description();

    /**
     * Prepares it: installs and compiles what it needs.
     *
     * @return unavailable with the reason if it cannot take part
     */
    Availability prepare() throws InterruptedException;

    /** How many jobs it runs where this many are asked for: fewer if it is slow. */
    default int jobs(int asked) {
        return asked;
    }

    /**
     * Runs {@code /bin/true} so often, and makes sure that each run succeeded.
     *
     * @return how long it took, in nanoseconds
     * @throws org.expool.bench.machine.BenchException if one did not
     */
    long run(int jobs) throws InterruptedException;

    /** Releases what it uses. */
    @Override
    default void close() {}
}
