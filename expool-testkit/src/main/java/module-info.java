/** Support for the tests of programs that use or extend expool. */
@org.jspecify.annotations.NullMarked
module org.expool.testkit {
    requires static org.jspecify;
    requires transitive org.expool.api;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;

    exports org.expool.testkit;

    // The suites are run by reflection.
    opens org.expool.testkit to
            org.junit.platform.commons;
}
