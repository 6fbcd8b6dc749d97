/** OSHI providers of memory sampling and topology. */
@org.jspecify.annotations.NullMarked
module org.expool.mem.oshi {
    requires static org.jspecify;
    requires org.expool.api;
}
