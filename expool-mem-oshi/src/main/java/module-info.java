/** OSHI providers of memory sampling and topology. */
@org.jspecify.annotations.NullMarked
module org.expool.mem.oshi {
    requires static org.jspecify;
    requires transitive org.expool.api;
    requires com.github.oshi;

    exports org.expool.mem.oshi;

    provides org.expool.spi.TopologyProvider with
            org.expool.mem.oshi.OshiTopologyProvider;
    provides org.expool.spi.MemorySampler with
            org.expool.mem.oshi.OshiMemorySampler;
}
