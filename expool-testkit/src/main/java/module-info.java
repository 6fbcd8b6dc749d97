/** For the tests of those who use or extend expool. */
@org.jspecify.annotations.NullMarked
module org.expool.testkit {
    requires static org.jspecify;
    requires org.expool.api;
    requires org.junit.jupiter.api;
    requires org.assertj.core;
}
