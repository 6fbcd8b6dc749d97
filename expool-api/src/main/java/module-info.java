/** The contracts of expool: what is run, what happened, and what providers supply. */
@org.jspecify.annotations.NullMarked
module org.expool.api {
    requires static transitive org.jspecify;

    exports org.expool;
    exports org.expool.event;
    exports org.expool.spi;
    exports org.expool.spi.support;

    uses org.expool.PoolProvider;
}
