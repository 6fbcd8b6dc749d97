/** Benchmarks of expool beside its peers. */
@org.jspecify.annotations.NullMarked
module org.expool.bench {
    requires static org.jspecify;
    requires org.expool.api;
    requires org.expool.core;
    requires org.expool.linux;
    requires org.expool.mem.oshi;
    requires info.picocli;
    requires HdrHistogram;
    requires jdk.management;

    opens org.expool.bench to
            info.picocli;
    opens org.expool.bench.latency to
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
    opens org.expool.bench.topology to
            info.picocli;
}
