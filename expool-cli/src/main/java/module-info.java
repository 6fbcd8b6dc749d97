/** The expool command. */
@org.jspecify.annotations.NullMarked
module org.expool.cli {
    requires static org.jspecify;
    requires org.expool.api;
    requires org.expool.core;
    requires org.expool.simulator;
    requires org.expool.linux;
    requires info.picocli;
    requires jdk.unsupported;
    requires org.snakeyaml.engine;
    requires tools.jackson.core;

    uses org.expool.spi.Diagnosis;

    opens org.expool.cli.command to
            info.picocli;
}
