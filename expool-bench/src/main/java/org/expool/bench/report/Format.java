package org.expool.bench.report;

import picocli.CommandLine.Option;

/** The options of every benchmark about what it prints. Filled in by the command line; not thread-safe. */
public final class Format {

    @Option(names = "--json", description = "Print one JSON object a line instead of tables.")
    private boolean json;

    @Option(names = "--help", usageHelp = true, description = "Tell the options.")
    private boolean help;

    /** Tables. */
    public Format() {}

    /** The report as asked for. */
    public String print(Report report) {
        return json ? report.json() : report.text();
    }
}
