package org.expool.testkit;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.expool.Input;
import org.expool.Output;
import org.expool.spi.Cell;
import org.expool.spi.LaunchRequest;
import org.expool.spi.LaunchStep;
import org.jspecify.annotations.Nullable;

/** Builds a request from the settings that matter to a test; each gets its own slot by default. Not thread-safe. */
final class RequestBuilder {

    private final long id;
    private final List<String> command;
    private int slot;
    private Map<String, String> environment = System.getenv();
    private @Nullable Path workdir;
    private Input stdin = Input.none();
    private Output stdout = Output.discard();
    private Output stderr = Output.discard();
    private List<LaunchStep> steps = List.of();

    RequestBuilder(long id, List<String> command) {
        this.id = id;
        this.command = command;
        this.slot = Math.toIntExact(id);
    }

    RequestBuilder environment(Map<String, String> variables) {
        this.environment = variables;
        return this;
    }

    RequestBuilder variable(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        this.environment = Map.copyOf(more);
        return this;
    }

    /** For this cell. */
    RequestBuilder in(Cell cell) {
        cell.variables().forEach(this::variable);
        return steps(cell.enter());
    }

    RequestBuilder slot(int number) {
        this.slot = number;
        return this;
    }

    RequestBuilder workdir(Path directory) {
        this.workdir = directory;
        return this;
    }

    RequestBuilder stdin(Path file) {
        this.stdin = Input.file(file);
        return this;
    }

    RequestBuilder stdout(Path file) {
        this.stdout = Output.appendTo(file);
        return this;
    }

    RequestBuilder stderr(Output destination) {
        this.stderr = destination;
        return this;
    }

    RequestBuilder steps(LaunchStep... inOrder) {
        this.steps = List.of(inOrder);
        return this;
    }

    LaunchRequest build() {
        return new LaunchRequest(id, slot, command, environment, workdir, stdin, stdout, stderr, null, steps);
    }
}
