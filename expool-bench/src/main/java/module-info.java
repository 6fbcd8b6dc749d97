/** Benchmarks of expool beside its peers. */
@org.jspecify.annotations.NullMarked
module org.expool.bench {
    requires static org.jspecify;
    requires org.expool.api;
    requires org.expool.core;
    requires org.expool.simulator;
    requires org.expool.linux;
    requires org.expool.mem.oshi;
    requires org.expool.testkit;
    requires info.picocli;
    requires HdrHistogram;
    requires jdk.management;

    uses org.expool.spi.Containment;

    opens org.expool.bench to
            info.picocli;
    opens org.expool.bench.containment to
            info.picocli;
    opens org.expool.bench.hostile to
            info.picocli;
    opens org.expool.bench.latency to
            info.picocli;
    opens org.expool.bench.machine to
            info.picocli;
    opens org.expool.bench.memory to
            info.picocli;
    opens org.expool.bench.prediction to
            info.picocli;
    opens org.expool.bench.queue to
            info.picocli;
    opens org.expool.bench.report to
            info.picocli;
    opens org.expool.bench.sampling to
            info.picocli;
    opens org.expool.bench.simulate to
            info.picocli;
    opens org.expool.bench.spawn to
            info.picocli;
    opens org.expool.bench.timers to
            info.picocli;
    opens org.expool.bench.topology to
            info.picocli;
}
