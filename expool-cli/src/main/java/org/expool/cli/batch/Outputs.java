package org.expool.cli.batch;

import java.nio.file.Path;
import java.util.Optional;
import org.expool.Output;
import org.expool.cli.read.Fields;
import org.expool.cli.read.Values;

/**
 * What the words for destinations of output mean: {@code inherit}, {@code discard}, {@code capture}, {@code grouped},
 * or else a file. Immutable and thread-safe.
 *
 * @param json whether standard output is for lines of JSON, which outputs of jobs would spoil
 * @param group whether what is inherited is grouped
 */
public record Outputs(boolean json, boolean group) {

    /** Where the standard output of a job goes that inherits it. */
    public Output inheritedStdout() {
        if (group) {
            return groupedStdout();
        }
        return json ? Output.processStderr() : Output.inherit();
    }

    /** Where the standard error of a job goes that inherits it. */
    public Output inheritedStderr() {
        return group ? Output.grouped() : Output.inherit();
    }

    private Output groupedStdout() {
        return json ? Output.groupedProcessStderr() : Output.grouped();
    }

    /**
     * Where a standard output goes.
     *
     * @param word as given
     * @param file what any word means that is not known
     */
    public Output stdout(String word, Path file) {
        return destination(word, inheritedStdout(), groupedStdout(), file);
    }

    /** The same for a standard error, which can also follow the output: {@code stdout}. */
    public Output stderr(String word, Path file) {
        return word.equals("stdout") ? Output.toStdout() : destination(word, inheritedStderr(), Output.grouped(), file);
    }

    private static Output destination(String word, Output inherited, Output grouped, Path file) {
        return switch (word) {
            case "inherit" -> inherited;
            case "discard" -> Output.discard();
            case "capture" -> Output.capture();
            case "grouped" -> grouped;
            default -> Output.appendTo(file);
        };
    }

    /** What the key {@code stdout} says; empty if it is absent or wrong. */
    Optional<Output> stdout(Fields fields) {
        return fields.isMapping("stdout")
                ? file(fields, "stdout")
                : fields.get("stdout", node -> stdout(Values.text(node), Values.path(node)));
    }

    /** What the key {@code stderr} says; empty if it is absent or wrong. */
    Optional<Output> stderr(Fields fields) {
        return fields.isMapping("stderr")
                ? file(fields, "stderr")
                : fields.get("stderr", node -> stderr(Values.text(node), Values.path(node)));
    }

    private static Optional<Output> file(Fields fields, String key) {
        return fields.within(key, Outputs::file);
    }

    private static Optional<Output> file(Fields file) {
        if (file.isNull("append")) {
            file.complain("needs a file, as in {append: out.csv, header: false}");
        }
        boolean header = file.get("header", Values::flag).orElse(true);
        return file.get("append", Values::path)
                .map(path -> header ? Output.appendTo(path) : Output.appendPlainlyTo(path));
    }
}
