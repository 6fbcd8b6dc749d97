package org.expool.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.expool.MemoryLimit;
import org.expool.PoolBuilder;
import org.expool.cli.batch.Batch;
import org.expool.cli.batch.BatchReader;
import org.expool.cli.batch.Format;
import org.expool.cli.batch.Outputs;
import org.expool.cli.read.ByteOrderMark;
import org.expool.cli.read.Diagnostics;
import org.expool.cli.report.JsonReport;
import org.expool.cli.report.Report;
import org.expool.cli.report.Terminal;
import org.expool.cli.report.TextReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the jobs of a file or stream. */
@Command(
        name = "batch",
        synopsisHeading = "Usage: ",
        customSynopsis = "expool batch [OPTIONS]... FILE|-",
        descriptionHeading = "%n",
        sortOptions = false,
        description = {"Runs all jobs of a batch, a limited number at a time, and prints a summary."},
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%n",
        footer = {
            "A batch in YAML (or the same in JSON); only 'jobs' is required:",
            "",
            "  pool: {workers: 2, timeout: 30m}",
            "  jobs:",
            "    - {name: pack, command: [gzip, -k, big.txt], timeout: 3m, category: gzip}",
            "    - {command: [sh, -c, 'sort in.txt | uniq'], stdout: out/uniq.txt,",
            "       after: pack, priority: 5, retry: 3}",
            "",
            "In JSON Lines each line is one such job. TIME is 700ms, 1.5s, 3m, 1h or",
            "plain seconds. Options override the settings in the file.",
            "",
            "Exit codes: 0 all jobs succeeded, 1 some did not, 2 wrong usage, 3 a bad file",
            "(nothing was started) or a bad line in a stream (all others were run), 4 a",
            "required provider is missing, 124 the batch's time limit, 125 expool itself",
            "failed, 130/143/129 SIGINT/TERM/HUP. These signals terminate jobs with their",
            "grace period; a second SIGINT kills them."
        })
final class BatchCommand implements Callable<Integer> {

    private final Supplier<PoolBuilder> pools;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description = "The batch: .yaml, .json or .jsonl; otherwise its content decides. With - it is read from "
                    + "standard input, and jobs in JSON Lines start as they arrive.")
    private String file;

    @Option(
            names = {"-w", "--workers"},
            order = 1,
            paramLabel = "N",
            description = "Number of jobs that run at a time. Default: number of CPUs minus one.")
    private @Nullable Integer workers;

    @Option(
            names = {"-t", "--timeout"},
            order = 2,
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Terminate the batch after this time: running jobs are timed-out, waiting ones not-started.")
    private @Nullable Duration timeout;

    @Option(
            names = "--memory-limit",
            order = 2,
            paramLabel = "LIMIT",
            converter = MemoryLimitConverter.class,
            description = "Memory that all jobs and expool itself may use together: a size (12GiB), a share of the "
                    + "host's memory (75%%), 'available' (what the host has at each moment; the default), or 'off'.")
    private @Nullable MemoryLimit memoryLimit;

    @ArgGroup(order = 3)
    private @Nullable OnFailure onFailure;

    @Option(
            names = "--no-chaining",
            order = 5,
            description = "Do not terminate other jobs of a category when one of them exceeds its limit.")
    private boolean noChaining;

    @Option(names = "--group", order = 6, description = "Print each job's output in one piece when it ends.")
    private boolean group;

    @Mixin
    private CommonOptions common;

    private static final class OnFailure {

        @Option(names = "--keep-going", order = 3, description = "Run all jobs even if some do not succeed. Default.")
        private boolean keepGoing;

        @Option(
                names = "--halt",
                order = 4,
                description = "Terminate the batch at the first job that does not succeed.")
        private boolean halt;
    }

    BatchCommand(Supplier<PoolBuilder> pools, Terminal terminal) {
        this.pools = pools;
        this.terminal = terminal;
        this.common = new CommonOptions();
    }

    @Override
    public Integer call() throws InterruptedException {
        // Check the options alone first: what is wrong later, together with the file's settings, is then the file's.
        OptionErrors.checked(spec, withOptions(pools.get())::settings);
        try {
            return file.equals("-") ? runInput() : runFile(Path.of(file));
        } catch (NoSuchFileException e) {
            terminal.message(file + ": no such file");
        } catch (IOException e) {
            terminal.message(file + ": cannot be read: " + e.getMessage());
        }
        return ExitCode.BAD_FILE;
    }

    private int runFile(Path path) throws IOException, InterruptedException {
        String text = ByteOrderMark.strip(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
        return runText(text, Format.ofName(path.getFileName().toString()).orElseGet(() -> Format.ofContent(text)));
    }

    private int runInput() throws IOException, InterruptedException {
        BufferedReader input = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
        StringBuilder blank = new StringBuilder();
        String line = input.readLine();
        line = line == null ? null : ByteOrderMark.strip(line);
        int number = 1;
        while (line != null && line.isBlank()) {
            blank.append(line).append('\n');
            line = input.readLine();
            number++;
        }
        if (line != null && Format.beginsLines(line)) {
            return run(withOptions(pools.get()), new StreamedJobs(input, line, number, outputs(), terminal));
        }
        StringBuilder text = blank;
        while (line != null) {
            text.append(line).append('\n');
            line = input.readLine();
        }
        return runText(text.toString(), Format.ofContent(text.toString()));
    }

    private int runText(String text, Format format) throws InterruptedException {
        Diagnostics diagnostics = new Diagnostics();
        PoolBuilder builder = pools.get();
        Batch batch = new BatchReader(builder, outputs(), diagnostics).read(text, format);
        if (!diagnostics.isEmpty()) {
            diagnostics.sorted().forEach(diagnostic -> terminal.message(file, diagnostic));
            return ExitCode.BAD_FILE;
        }
        return run(withOptions(builder), new ListedJobs(batch));
    }

    private int run(PoolBuilder builder, JobSource jobs) throws InterruptedException {
        Report report = common.json ? new JsonReport(terminal) : new TextReport(terminal, !common.quiet, jobs.count());
        boolean halt = onFailure != null && onFailure.halt;
        return new BatchRun(terminal, () -> common.shutdown(terminal), halt).run(builder, jobs, report);
    }

    private Outputs outputs() {
        return new Outputs(common.json, group);
    }

    private PoolBuilder withOptions(PoolBuilder builder) {
        common.applyTo(builder);
        Optional.ofNullable(workers).ifPresent(builder::workers);
        Optional.ofNullable(timeout).ifPresent(builder::timeout);
        Optional.ofNullable(memoryLimit).ifPresent(builder::memoryLimit);
        if (noChaining) {
            builder.chaining(false);
        }
        return builder;
    }
}
