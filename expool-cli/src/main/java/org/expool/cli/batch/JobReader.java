package org.expool.cli.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.expool.Command;
import org.expool.Environment;
import org.expool.Input;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.Output;
import org.expool.Task;
import org.expool.cli.read.Diagnostics;
import org.expool.cli.read.Fields;
import org.expool.cli.read.Node;
import org.expool.cli.read.Values;

/** Reads jobs. Not thread-safe. */
public final class JobReader {

    private final Tasks tasks;
    private final Resources resources;
    private final Outputs outputs;

    /**
     * Reads jobs of one batch.
     *
     * @param tasks those to which jobs may belong
     * @param resources those that jobs may request
     * @param outputs resolves destinations of output
     */
    JobReader(Tasks tasks, Resources resources, Outputs outputs) {
        this.tasks = tasks;
        this.resources = resources;
        this.outputs = outputs;
    }

    /** Reads jobs without a list of tasks and without a pool. */
    public static JobReader ofLines(Outputs outputs) {
        return new JobReader(Tasks.open(), Resources.none(), outputs);
    }

    /** The job that the node describes; empty if it has errors, which are reported. */
    public Optional<Job> read(Node node, Diagnostics diagnostics) {
        if (!(node instanceof Node.Mapping mapping)) {
            diagnostics.add(node.line(), "expected a job, as in {command: [sort, file]}, not " + node.describe());
            return Optional.empty();
        }
        Diagnostics own = new Diagnostics();
        Optional<Job> job = Fields.read(mapping, own, this::job);
        diagnostics.addAll(own);
        return own.isEmpty() ? job : Optional.empty();
    }

    private Optional<Job> job(Fields fields) {
        Command command = commandOf(fields);
        String name = nameOf(fields, command);
        JobBuilder builder = Job.builder(name, command);
        readLimits(fields, builder);
        readOrder(fields, builder);
        readLabels(fields, builder);
        MemoryReader.read(fields, builder);
        Optional<Task> task = fields.get("task", tasks::named);
        task.ifPresent(builder::task);
        readStreams(fields, builder, task);
        return fields.attempt(builder::build);
    }

    /** The name of the job that the node describes, whatever errors it has. */
    static Optional<String> nameOf(Node node) {
        return node instanceof Node.Mapping mapping
                ? Optional.of(Fields.peek(mapping, fields -> nameOf(fields, commandOf(fields))))
                : Optional.empty();
    }

    /** The names that the job of the node runs after, whatever errors it has. */
    static List<String> afterOf(Node node) {
        return node instanceof Node.Mapping mapping
                ? Fields.peek(mapping, fields -> fields.get("after", Values::names))
                        .orElse(List.of())
                : List.of();
    }

    private static Command commandOf(Fields fields) {
        return fields.get("command", node -> new Command(Values.words(node))).orElse(Command.none());
    }

    private static String nameOf(Fields fields, Command command) {
        return fields.get("name", Values::text).orElseGet(() -> programOf(command));
    }

    private static String programOf(Command command) {
        if (command.isEmpty()) {
            return "stub";
        }
        Path fileName = Path.of(command.words().get(0).replace("\0", "")).getFileName();
        return fileName == null ? command.words().get(0) : fileName.toString();
    }

    private static void readLimits(Fields fields, JobBuilder builder) {
        LimitsReader.read(fields, builder);
        fields.read("restartOnTimeout", Values::flag, builder::restartOnTimeout);
        fields.read("maxRestarts", Values::count, builder::maxRestarts);
        RetryReader.read(fields).ifPresent(builder::retry);
        fields.read("startDelay", Values::duration, builder::startDelay);
        fields.read("omitAffinity", Values::flag, builder::omitAffinity);
        CpuDemandReader.read(fields, builder);
    }

    private void readOrder(Fields fields, JobBuilder builder) {
        fields.read("after", Values::names, names -> builder.after(names.toArray(String[]::new)));
        fields.read("priority", Values::count, builder::priority);
        builder.resources(resources.demandedBy(fields));
    }

    private static void readLabels(Fields fields, JobBuilder builder) {
        fields.read("category", Values::text, builder::category);
        fields.read("size", Values::number, builder::size);
        fields.read("slowdown", Values::number, builder::slowdown);
        fields.read("params", Values::texts, builder::params);
    }

    private void readStreams(Fields fields, JobBuilder builder, Optional<Task> task) {
        fields.read("env", Values::variables, variables -> builder.environment(Environment.adding(variables)));
        fields.read("workdir", Values::path, builder::workdir);
        fields.read("stdin", Values::path, path -> builder.stdin(Input.file(path)));
        // Where neither the job nor its task sets a destination, the default is that of the command, not of the API.
        Optional<Output> stdout = outputs.stdout(fields);
        if (stdout.isPresent() || task.map(Task::stdout).isEmpty()) {
            builder.stdout(stdout.orElseGet(outputs::inheritedStdout));
        }
        Optional<Output> stderr = outputs.stderr(fields);
        if (stderr.isPresent() || task.map(Task::stderr).isEmpty()) {
            builder.stderr(stderr.orElseGet(outputs::inheritedStderr));
        }
    }
}
