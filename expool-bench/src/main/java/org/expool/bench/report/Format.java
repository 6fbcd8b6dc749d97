package org.expool.bench.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The output options of every benchmark. Filled in by the command line; not thread-safe. */
public final class Format {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--json", description = "Print one JSON object a line instead of tables.")
    private boolean json;

    @Option(names = "--help", usageHelp = true, description = "List the options.")
    private boolean help;

    /** Tables. */
    public Format() {}

    /** Prints the report to its command's output, in the chosen format. */
    public void print(Report report) {
        Objects.requireNonNull(command).commandLine().getOut().println(json ? report.json() : report.text());
    }
}
