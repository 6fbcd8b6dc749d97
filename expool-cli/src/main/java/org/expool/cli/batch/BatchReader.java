package org.expool.cli.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.expool.Job;
import org.expool.PoolBuilder;
import org.expool.cli.read.Diagnostics;
import org.expool.cli.read.Fields;
import org.expool.cli.read.JsonReader;
import org.expool.cli.read.Node;
import org.expool.cli.read.Values;
import org.expool.cli.read.YamlReader;

/** Reads a whole batch and reports all errors in it. For one batch. Not thread-safe. */
public final class BatchReader {

    private static final Batch EMPTY = new Batch(List.of(), List.of());

    private final JsonReader json = new JsonReader();
    private final Dependencies dependencies = new Dependencies();
    private final PoolBuilder pool;
    private final Outputs outputs;
    private final Diagnostics diagnostics;

    /**
     * Reads one batch.
     *
     * @param pool receives the settings of the pool
     * @param outputs resolves destinations of output
     * @param diagnostics receives the errors
     */
    public BatchReader(PoolBuilder pool, Outputs outputs, Diagnostics diagnostics) {
        this.pool = pool;
        this.outputs = outputs;
        this.diagnostics = diagnostics;
    }

    /** Reads a text in this format; complete only if there are no errors. */
    public Batch read(String text, Format format) {
        Batch batch = switch (format) {
            case JSON_LINES -> lines(text);
            case JSON -> document(json.read(text, 1, diagnostics));
            case YAML -> document(new YamlReader().read(text, diagnostics));
        };
        dependencies.check(diagnostics);
        return batch;
    }

    private Batch lines(String text) {
        List<Node> nodes = new ArrayList<>();
        int line = 0;
        for (String content : (Iterable<String>) text.lines()::iterator) {
            line++;
            json.read(content, line, diagnostics).ifPresent(nodes::add);
        }
        return new Batch(List.of(), jobs(nodes, JobReader.ofLines(outputs)));
    }

    private Batch document(Optional<Node> read) {
        if (read.isEmpty() || read.get().isNull()) {
            return EMPTY;
        }
        Node root = read.get();
        if (!(root instanceof Node.Mapping mapping)) {
            diagnostics.add(
                    root.line(), "expected a batch, as in {jobs: [{command: [sort, file]}]}, not " + root.describe());
            return EMPTY;
        }
        return Fields.read(mapping, diagnostics, this::document);
    }

    private Batch document(Fields fields) {
        Resources resources = fields.get("pool", Values::mapping)
                .map(settings -> PoolReader.read(settings, pool, diagnostics))
                .orElseGet(Resources::none);
        Optional<List<Node>> declared = fields.get("tasks", Values::list);
        Tasks tasks = declared.map(new TaskReader(outputs, dependencies, diagnostics)::read)
                .orElseGet(Tasks::open);
        List<Node> nodes = fields.get("jobs", Values::list).orElse(List.of());
        return new Batch(tasks.declared(), jobs(nodes, new JobReader(tasks, resources, outputs)));
    }

    private List<Job> jobs(List<Node> nodes, JobReader reader) {
        List<Job> jobs = new ArrayList<>();
        for (Node node : nodes) {
            Optional<Job> job = reader.read(node, diagnostics);
            job.ifPresent(jobs::add);
            job.ifPresentOrElse(
                    it -> dependencies.add(it, node),
                    () -> JobReader.nameOf(node)
                            .ifPresent(name -> dependencies.addFaulty(name, JobReader.afterOf(node), node)));
        }
        return jobs;
    }
}
