/** The expool command. */
@org.jspecify.annotations.NullMarked
module org.expool.cli {
    requires static org.jspecify;
    requires org.expool.api;
    requires info.picocli;
    requires jdk.unsupported;
    requires org.snakeyaml.engine;
    requires tools.jackson.core;

    opens org.expool.cli.command to
            info.picocli;
}
