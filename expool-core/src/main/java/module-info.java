/** The engine: finds providers, decides what runs when, and drives it. */
@org.jspecify.annotations.NullMarked
module org.expool.core {
    requires static org.jspecify;
    requires org.expool.api;
    requires static com.google.guice;
}
