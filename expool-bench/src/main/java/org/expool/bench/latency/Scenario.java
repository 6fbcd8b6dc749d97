package org.expool.bench.latency;

/**
 * What the machine does meanwhile. Immutable and thread-safe.
 *
 * @param name by which it is reported
 * @param workers jobs at one time
 * @param sleepMicros how long each job sleeps before it ends
 * @param busyCpus how many other processes compute without end
 */
record Scenario(String name, int workers, int sleepMicros, int busyCpus) {

    /** Whether the project promises anything for it: beside foreign computations the kernel's scheduler decides. */
    boolean promised() {
        return busyCpus == 0;
    }

    /** One job at a time that sleeps, so that everything else has fallen asleep when it ends. */
    static Scenario idle() {
        return new Scenario("idle", 1, 2000, 0);
    }

    /** A worker for each CPU, and jobs that end at once. */
    static Scenario saturated(int cpus) {
        return new Scenario("saturated", cpus, 0, 0);
    }

    /** The same beside processes of others that want all CPUs for themselves. */
    static Scenario crowded(int cpus) {
        return new Scenario("crowded", cpus, 0, cpus);
    }
}
