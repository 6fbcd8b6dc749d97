/** Benchmarks of expool beside its peers. */
@org.jspecify.annotations.NullMarked
module org.expool.bench {
    requires static org.jspecify;
    requires org.expool.api;
}
