package org.expool.cli.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.expool.Command;
import org.expool.Environment;
import org.expool.Input;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.MemoryKind;
import org.expool.Output;
import org.expool.cli.read.BadValueException;
import org.expool.cli.read.Complaints;
import org.expool.cli.read.Fields;
import org.expool.cli.read.Node;
import org.expool.cli.read.Value;
import org.expool.cli.read.Values;

/** Reads jobs. Not thread-safe, as its tasks are not. */
public final class JobReader {

    private static final List<String> KEYS = List.of(
            "name",
            "command",
            "workdir",
            "timeout",
            "restartOnTimeout",
            "category",
            "size",
            "slowdown",
            "task",
            "params",
            "memory",
            "memoryFixed",
            "memoryLimit",
            "memoryKind",
            "omitAffinity",
            "env",
            "stdin",
            "stdout",
            "stderr",
            "startDelay");

    private static final Map<String, MemoryKind> MEMORY_KINDS = Map.of(
            "process", MemoryKind.PROCESS, "heaviest-of-tree", MemoryKind.HEAVIEST_OF_TREE, "tree", MemoryKind.TREE);

    private final Tasks tasks;
    private final Output standardOutput;

    /**
     * Reads jobs of one batch.
     *
     * @param tasks those to which jobs may belong
     * @param standardOutput where the standard output of a job goes that inherits it
     */
    public JobReader(Tasks tasks, Output standardOutput) {
        this.tasks = tasks;
        this.standardOutput = standardOutput;
    }

    /** The job that the node describes; empty if anything is wrong with it, which is then in the complaints. */
    public Optional<Job> read(Node node, Complaints complaints) {
        if (!(node instanceof Node.Mapping mapping)) {
            complaints.add(node.line(), "expected a job, as in {command: [sort, file]}, not " + node.describe());
            return Optional.empty();
        }
        Complaints own = new Complaints();
        Fields fields = new Fields(mapping, KEYS, own);
        Command command = fields.get("command", Values::words)
                .flatMap(words -> fields.attempt(() -> new Command(words)))
                .orElse(Command.none());
        String name = fields.get("name", Values::text).orElseGet(() -> programOf(command));
        JobBuilder builder = Job.builder(name, command);
        readLimits(fields, builder);
        readLabels(fields, builder);
        readMemory(fields, builder);
        readStreams(fields, builder);
        Optional<Job> job = fields.attempt(builder::build);
        own.sorted().forEach(complaint -> complaints.add(complaint.line(), complaint.message()));
        return own.isEmpty() ? job : Optional.empty();
    }

    private static String programOf(Command command) {
        if (command.isEmpty()) {
            return "stub";
        }
        Path fileName = Path.of(command.words().get(0).replace("\0", "")).getFileName();
        return fileName == null ? command.words().get(0) : fileName.toString();
    }

    private static void readLimits(Fields fields, JobBuilder builder) {
        fields.read("timeout", Values::duration, builder::timeout);
        fields.read("restartOnTimeout", Values::flag, builder::restartOnTimeout);
        fields.read("startDelay", Values::duration, builder::startDelay);
        fields.read("omitAffinity", Values::flag, builder::omitAffinity);
    }

    private void readLabels(Fields fields, JobBuilder builder) {
        fields.read("category", Values::text, builder::category);
        fields.read("size", Values::number, builder::size);
        fields.read("slowdown", Values::number, builder::slowdown);
        fields.read("params", Values::texts, builder::params);
        fields.read("task", tasks::named, builder::task);
    }

    private static void readMemory(Fields fields, JobBuilder builder) {
        fields.read("memory", Values::size, builder::memory);
        fields.read("memoryFixed", Values::flag, builder::memoryFixed);
        fields.read("memoryLimit", Values::size, builder::memoryLimit);
        fields.read("memoryKind", JobReader::memoryKind, builder::memoryKind);
    }

    private void readStreams(Fields fields, JobBuilder builder) {
        fields.read("env", Values::variables, variables -> builder.environment(Environment.adding(variables)));
        fields.read("workdir", Values::path, builder::workdir);
        fields.read("stdin", Values::path, path -> builder.stdin(Input.file(path)));
        builder.stdout(standardOutput);
        Value<Output> stdout = node -> OutputText.stdout(Values.text(node), standardOutput, Values.path(node));
        fields.read("stdout", stdout, builder::stdout);
        fields.read("stderr", node -> OutputText.stderr(Values.text(node), Values.path(node)), builder::stderr);
    }

    private static MemoryKind memoryKind(Node node) throws BadValueException {
        MemoryKind kind = MEMORY_KINDS.get(Values.text(node));
        if (kind == null) {
            throw new BadValueException(
                    node.line(), "expected process, heaviest-of-tree or tree, not " + node.describe());
        }
        return kind;
    }
}
