package org.expool.cli.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.expool.cli.read.BadValueException;
import org.expool.cli.read.ByteOrderMark;
import org.expool.cli.read.Diagnostics;
import org.expool.cli.read.Fields;
import org.expool.cli.read.JsonReader;
import org.expool.cli.read.Node;
import org.expool.cli.read.Values;
import org.expool.simulator.trace.MemoryProfile;
import org.expool.simulator.trace.MemoryProfile.Step;
import org.expool.simulator.trace.TraceJob;

/** Reads a trace in JSON Lines, one job per line. Not thread-safe. */
public final class TraceReader {

    /** So many errors usually have one cause: more do not help. */
    private static final int MAX_PROBLEMS = 20;

    private final JsonReader json = new JsonReader();
    private final int cpus;
    private final Diagnostics diagnostics;

    /**
     * Reads a trace for a host.
     *
     * @param cpus the number of CPUs: no job may need more
     * @param diagnostics receives the errors
     */
    public TraceReader(int cpus, Diagnostics diagnostics) {
        this.cpus = cpus;
        this.diagnostics = diagnostics;
    }

    /**
     * The valid jobs, in their order; the others are reported. Stops after many errors.
     *
     * @throws IOException if the lines cannot be read
     */
    public List<TraceJob> read(BufferedReader lines) throws IOException {
        List<TraceJob> jobs = new ArrayList<>();
        int number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                read(number == 1 ? ByteOrderMark.strip(line) : line, number).ifPresent(jobs::add);
            }
            if (diagnostics.size() >= MAX_PROBLEMS) {
                diagnostics.add(number, "reading stopped after this line: too many errors");
                break;
            }
            number++;
        }
        return jobs;
    }

    private Optional<TraceJob> read(String line, int number) {
        Diagnostics own = new Diagnostics();
        Optional<TraceJob> job = json.read(line, number, own).flatMap(node -> job(node, own));
        diagnostics.addAll(own);
        return own.isEmpty() ? job : Optional.empty();
    }

    private Optional<TraceJob> job(Node node, Diagnostics own) {
        if (!(node instanceof Node.Mapping mapping)) {
            own.add(
                    node.line(),
                    "expected a job, as in {\"seconds\": 3, \"peakMemoryBytes\": 1048576}, not " + node.describe());
            return Optional.empty();
        }
        return Fields.read(mapping, own, fields -> job(fields, own));
    }

    private Optional<TraceJob> job(Fields fields, Diagnostics own) {
        String name = fields.get("name", Values::text).orElse("#" + fields.line());
        Optional<String> category = fields.get("category", Values::text);
        double size = fields.get("size", Values::number).orElse(0.0);
        Optional<Double> seconds = required(fields, "seconds", fields.get("seconds", Values::number));
        Optional<MemoryProfile> profile = fields.get("profile", TraceReader::profile);
        Optional<Long> declaredPeak = fields.get("peakMemoryBytes", TraceReader::bytes);
        Optional<Long> peak = declaredPeak.or(() -> profile.map(MemoryProfile::peakBytes));
        if (fields.isNull("profile")) {
            required(fields, "peakMemoryBytes", peak);
        }
        long memory = fields.get("memory", TraceReader::bytes).orElse(0L);
        boolean memoryFixed = fields.get("memoryFixed", Values::flag).orElse(false);
        int asked = fields.get("cpus", Values::count).orElse(1);
        if (asked > cpus) {
            fields.error("cpus", asked + " requested, but there are " + cpus + "; raise --cpus or remove the job");
        }
        if (seconds.isEmpty() || peak.isEmpty() || !own.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TraceJob(
                    name,
                    category.orElse(null),
                    size,
                    seconds.get(),
                    peak.get(),
                    profile.orElseGet(() -> MemoryProfile.constant(peak.get())),
                    memory,
                    memoryFixed,
                    asked));
        } catch (IllegalArgumentException e) {
            own.add(fields.line(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static <T> Optional<T> required(Fields fields, String key, Optional<T> value) {
        if (value.isEmpty() && fields.isNull(key)) {
            fields.error(key, "is missing; every job of a trace needs seconds, and peakMemoryBytes or a profile");
        }
        return value;
    }

    private static MemoryProfile profile(Node node) throws BadValueException {
        List<Step> steps = new ArrayList<>();
        for (Node item : Values.list(node)) {
            if (!(item instanceof Node.Sequence pair) || pair.items().size() != 2) {
                throw new BadValueException(
                        item.line(),
                        "expected pairs [seconds, bytes] as in [[0, 1048576], [2.5, 0]], not " + item.describe());
            }
            steps.add(step(pair));
        }
        try {
            return new MemoryProfile(steps);
        } catch (IllegalArgumentException e) {
            throw new BadValueException(node.line(), String.valueOf(e.getMessage()));
        }
    }

    private static Step step(Node.Sequence pair) throws BadValueException {
        double seconds = Values.number(pair.items().get(0));
        long bytes = bytes(pair.items().get(1));
        try {
            return new Step(seconds, bytes);
        } catch (IllegalArgumentException e) {
            throw new BadValueException(pair.line(), String.valueOf(e.getMessage()));
        }
    }

    /** A size; a plain number may have a fraction, as programs that compute traces write them. */
    private static long bytes(Node node) throws BadValueException {
        if (node instanceof Node.Scalar scalar
                && scalar.type() == Node.Type.NUMBER
                && !scalar.text().matches("\\d+")) {
            double bytes = Values.number(node);
            if (bytes >= 0 && bytes < Long.MAX_VALUE) {
                return Math.round(bytes);
            }
        }
        return Values.size(node).bytes();
    }
}
