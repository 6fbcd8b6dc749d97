package org.expool.bench;

import org.expool.ExpoolException;
import org.expool.bench.containment.ContainmentBench;
import org.expool.bench.hostile.HostileBench;
import org.expool.bench.latency.LatencyBench;
import org.expool.bench.machine.BenchException;
import org.expool.bench.memory.MemoryBench;
import org.expool.bench.prediction.PredictionBench;
import org.expool.bench.queue.QueueBench;
import org.expool.bench.sampling.SamplingBench;
import org.expool.bench.simulate.SimulateBench;
import org.expool.bench.spawn.SpawnBench;
import org.expool.bench.timers.TimersBench;
import org.expool.bench.topology.TopologyBench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ./bench}: alone it lists the benchmarks. Used once, by one thread. */
@Command(
        name = "./bench",
        subcommands = {
            SpawnBench.class,
            LatencyBench.class,
            QueueBench.class,
            SimulateBench.class,
            MemoryBench.class,
            PredictionBench.class,
            SamplingBench.class,
            TopologyBench.class,
            ContainmentBench.class,
            HostileBench.class,
            TimersBench.class
        })
public final class Main implements Runnable {

    private static final int FAILED = 1;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--help", usageHelp = true, description = "List the benchmarks.")
    private boolean help;

    /** Runs the benchmark named by the first argument, and exits the JVM: 0, 1 failed, 2 usage. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setExecutionExceptionHandler(Main::failed)
                .execute(arguments));
    }

    private static int failed(Exception fault, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (fault instanceof BenchException || fault instanceof ExpoolException) {
            command.getErr().println("bench: " + fault.getMessage());
            return FAILED;
        }
        throw fault;
    }

    @Override
    public void run() {
        CommandLine command = java.util.Objects.requireNonNull(spec).commandLine();
        command.getOut().println("./bench NAME [options]; ./bench NAME --help lists the options\n");
        command.getSubcommands()
                .forEach((name, bench) -> command.getOut()
                        .printf(
                                "  %-10s %s%n",
                                name, bench.getCommandSpec().usageMessage().description()[0]));
    }
}
