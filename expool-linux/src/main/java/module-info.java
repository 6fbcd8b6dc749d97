/** Providers for Linux: launching processes by posix_spawn. */
@org.jspecify.annotations.NullMarked
module org.expool.linux {
    requires static org.jspecify;
    requires org.expool.api;
    requires com.sun.jna;
    requires org.slf4j;
}
