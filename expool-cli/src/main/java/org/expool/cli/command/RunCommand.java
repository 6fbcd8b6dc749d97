package org.expool.cli.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.expool.Command;
import org.expool.Environment;
import org.expool.ExecPool;
import org.expool.Input;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.JobHandle;
import org.expool.MemoryLimit;
import org.expool.MemorySize;
import org.expool.PoolBuilder;
import org.expool.cli.batch.Outputs;
import org.expool.cli.report.FailureReport;
import org.expool.cli.report.JsonReport;
import org.expool.cli.report.Report;
import org.expool.cli.report.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one command under limits. */
@picocli.CommandLine.Command(
        name = "run",
        synopsisHeading = "Usage: ",
        customSynopsis = "expool run [OPTIONS]... -- COMMAND [ARGUMENT]...",
        descriptionHeading = "%n",
        sortOptions = false,
        description = {"Runs one command under limits and exits with its exit code."},
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%n",
        footer = {
            "TIME is 700ms, 1.5s, 3m, 1h or plain seconds. OUT is a file to append to, or",
            "inherit (the default), discard, capture (into the object of --json), or grouped",
            "(inherited, but printed in one piece at the end). SIGINT, SIGTERM and SIGHUP",
            "terminate the command with its grace period; a second SIGINT kills it.",
            "",
            "Exit codes: that of the command; 128+n killed by signal n, 124 time limit, 137",
            "memory limit, 127 program not found, 126 program cannot be started; 2 wrong",
            "usage, 4 a required provider is missing, 125 expool itself failed, 130/143/129",
            "SIGINT/TERM/HUP."
        })
final class RunCommand implements Callable<Integer> {

    private final Supplier<PoolBuilder> pools;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The program and its arguments.")
    private List<String> words;

    @Option(
            names = {"-t", "--timeout"},
            order = 1,
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Terminate the command after this time. Default: no limit.")
    private @Nullable Duration timeout;

    @Option(
            names = "--name",
            order = 2,
            paramLabel = "NAME",
            description = "Name of the job in results. Default: the program.")
    private @Nullable String name;

    @Option(names = "--workdir", order = 3, paramLabel = "DIR", description = "Run in this directory.")
    private @Nullable String workdir;

    @Option(
            names = "--env",
            order = 4,
            paramLabel = "K=V",
            description = "Set an environment variable. Can be repeated.")
    private Map<String, String> env = new LinkedHashMap<>();

    @Option(names = "--stdin", order = 5, paramLabel = "FILE", description = "Standard input. Default: /dev/null.")
    private @Nullable String stdin;

    @Option(names = "--stdout", order = 6, paramLabel = "OUT", description = "Destination of standard output.")
    private String stdout = "inherit";

    @Option(
            names = "--stderr",
            order = 7,
            paramLabel = "OUT",
            description = "Destination of standard error; 'stdout' for that of the output.")
    private String stderr = "inherit";

    @Option(
            names = "--memory-limit",
            order = 8,
            paramLabel = "SIZE",
            converter = MemorySizeConverter.class,
            description =
                    "Terminate the command and all processes it started when they use more: 500MiB, 4GiB. Default: no limit.")
    private @Nullable MemorySize memoryLimit;

    @ArgGroup
    private @Nullable CpuOptions cpus;

    @Mixin
    private CommonOptions common;

    RunCommand(Supplier<PoolBuilder> pools, Terminal terminal) {
        this.pools = pools;
        this.terminal = terminal;
        this.common = new CommonOptions();
    }

    @Override
    public Integer call() throws InterruptedException {
        Job job = OptionErrors.checked(spec, this::job);
        Report report = common.json ? new JsonReport(terminal) : new FailureReport(terminal, common.quiet);
        PoolBuilder builder =
                pools.get().workers(1).memoryLimit(MemoryLimit.off()).listener(report);
        common.applyTo(builder);
        try (Shutdown shutdown = common.shutdown(terminal);
                ExecPool pool = builder.build()) {
            BatchSubmitter submitter = new BatchSubmitter(pool);
            shutdown.stops(submitter);
            Optional<JobHandle> handle =
                    OptionErrors.checked(spec, () -> submitter.submit(job)); // Empty only after a signal.
            pool.join(); // Also waits until the report has received the result.
            report.end(pool);
            return shutdown.exitCode(
                    handle.isPresent() ? RunExit.codeOf(handle.get().await()) : ExitCode.INTERNAL);
        }
    }

    private Job job() {
        if (!common.json && (stdout.equals("capture") || stderr.equals("capture"))) {
            throw new ParameterException(
                    spec.commandLine(), "'capture' needs --json, which prints the captured output");
        }
        Outputs outputs = new Outputs(common.json, false);
        Command command = new Command(words);
        Path fileName = path("COMMAND", words.get(0)).getFileName();
        String program = fileName == null ? words.get(0) : fileName.toString();
        JobBuilder builder = Job.builder(name == null ? program : name, command)
                .environment(Environment.adding(env))
                .stdout(outputs.stdout(stdout, path("--stdout", stdout)))
                .stderr(outputs.stderr(stderr, path("--stderr", stderr)));
        Optional.ofNullable(timeout).ifPresent(builder::timeout);
        Optional.ofNullable(cpus).flatMap(CpuOptions::demand).ifPresent(builder::cpus);
        Optional.ofNullable(memoryLimit).ifPresent(builder::memoryLimit);
        Optional.ofNullable(workdir).ifPresent(directory -> builder.workdir(path("--workdir", directory)));
        Optional.ofNullable(stdin).ifPresent(source -> builder.stdin(Input.file(path("--stdin", source))));
        return builder.build();
    }

    private Path path(String option, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ParameterException(spec.commandLine(), option + ": not a path: " + e.getReason(), e);
        }
    }
}
