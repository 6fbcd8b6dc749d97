package org.expool.cli.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.expool.Job;
import org.expool.Output;
import org.expool.PoolBuilder;
import org.expool.cli.read.Complaints;
import org.expool.cli.read.Fields;
import org.expool.cli.read.JsonReader;
import org.expool.cli.read.Node;
import org.expool.cli.read.Values;
import org.expool.cli.read.YamlReader;

/** Reads a whole batch; what is wrong is in its complaints, all of it. Not thread-safe. */
public final class BatchReader {

    private static final List<String> KEYS = List.of("pool", "tasks", "jobs");

    private final JsonReader json = new JsonReader();
    private final PoolBuilder pool;
    private final Output standardOutput;
    private final Complaints complaints;

    /**
     * Reads one batch.
     *
     * @param pool gets the settings of the pool
     * @param standardOutput where the standard output of a job goes that inherits it
     * @param complaints gets what is wrong
     */
    public BatchReader(PoolBuilder pool, Output standardOutput, Complaints complaints) {
        this.pool = pool;
        this.standardOutput = standardOutput;
        this.complaints = complaints;
    }

    /** The jobs of a text in this format, in their order; only all if there are no complaints. */
    public List<Job> read(String text, Format format) {
        return switch (format) {
            case JSON_LINES -> lines(text);
            case JSON -> json.read(text, 1, complaints).map(this::document).orElse(List.of());
            case YAML ->
                new YamlReader().read(text, complaints).map(this::document).orElse(List.of());
        };
    }

    private List<Job> lines(String text) {
        JobReader reader = new JobReader(Tasks.open(), standardOutput);
        List<Job> jobs = new ArrayList<>();
        int line = 0;
        for (String content : (Iterable<String>) text.lines()::iterator) {
            line++;
            json.read(content, line, complaints)
                    .flatMap(node -> reader.read(node, complaints))
                    .ifPresent(jobs::add);
        }
        return jobs;
    }

    private List<Job> document(Node root) {
        if (root.isNull()) {
            return List.of();
        }
        if (!(root instanceof Node.Mapping mapping)) {
            complaints.add(
                    root.line(), "expected a batch, as in {jobs: [{command: [sort, file]}]}, not " + root.describe());
            return List.of();
        }
        Fields fields = new Fields(mapping, KEYS, complaints);
        fields.read("pool", Values::mapping, settings -> PoolReader.read(settings, pool, complaints));
        Optional<List<Node>> declared = fields.get("tasks", Values::list);
        Tasks tasks = declared.map(new TaskReader(complaints)::read).orElseGet(Tasks::open);
        JobReader reader = new JobReader(tasks, standardOutput);
        List<Job> jobs = new ArrayList<>();
        for (Node node : fields.get("jobs", Values::list).orElse(List.of())) {
            reader.read(node, complaints).ifPresent(jobs::add);
        }
        return jobs;
    }
}
