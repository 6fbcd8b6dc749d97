package org.expool.bench.latency;

/**
 * The load during a measurement. Immutable and thread-safe.
 *
 * @param name its name in reports
 * @param workers jobs at one time
 * @param sleepMicros how long each job sleeps before it ends
 * @param busyCpus how many other processes compute all the time
 */
record Scenario(String name, int workers, int sleepMicros, int busyCpus) {

    /** Whether the project sets a limit for it: beside other computations the kernel's scheduler decides. */
    boolean promised() {
        return busyCpus == 0;
    }

    /** One sleeping job at a time, so that all threads sleep when it ends. */
    static Scenario idle() {
        return new Scenario("idle", 1, 2000, 0);
    }

    /** A worker for each CPU, and jobs that end at once. */
    static Scenario saturated(int cpus) {
        return new Scenario("saturated", cpus, 0, 0);
    }

    /** The same beside other processes that keep all CPUs busy. */
    static Scenario crowded(int cpus) {
        return new Scenario("crowded", cpus, 0, cpus);
    }
}
