/** The dashboard of a pool. */
@org.jspecify.annotations.NullMarked
module org.expool.webui {
    requires static org.jspecify;
    requires org.expool.api;
}
