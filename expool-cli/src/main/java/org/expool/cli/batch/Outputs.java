package org.expool.cli.batch;

import java.nio.file.Path;
import java.util.Optional;
import org.expool.Output;
import org.expool.cli.read.Fields;
import org.expool.cli.read.Values;

/**
 * Resolves the words for destinations of output: {@code inherit}, {@code discard}, {@code capture}, {@code grouped},
 * otherwise a file. Immutable and thread-safe.
 *
 * @param json whether standard output is reserved for JSON lines
 * @param group whether inherited output is grouped
 */
public record Outputs(boolean json, boolean group) {

    /** The destination of a standard output that is inherited. */
    public Output inheritedStdout() {
        if (group) {
            return groupedStdout();
        }
        return json ? Output.processStderr() : Output.inherit();
    }

    /** The destination of a standard error that is inherited. */
    public Output inheritedStderr() {
        return group ? Output.grouped() : Output.inherit();
    }

    private Output groupedStdout() {
        return json ? Output.groupedProcessStderr() : Output.grouped();
    }

    /**
     * The destination of a standard output.
     *
     * @param word as given
     * @param file the destination if the word is not known
     */
    public Output stdout(String word, Path file) {
        return destination(word, inheritedStdout(), groupedStdout(), file);
    }

    /** The same for standard error, which can also go to the output: {@code stdout}. */
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

    /** The value of the key {@code stdout}; empty if it is absent or invalid. */
    Optional<Output> stdout(Fields fields) {
        return fields.isMapping("stdout")
                ? file(fields, "stdout")
                : fields.get("stdout", node -> stdout(Values.text(node), Values.path(node)));
    }

    /** The value of the key {@code stderr}; empty if it is absent or invalid. */
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
            file.error("needs a file, as in {append: out.csv, header: false}");
        }
        boolean header = file.get("header", Values::flag).orElse(true);
        return file.get("append", Values::path)
                .map(path -> header ? Output.appendTo(path) : Output.appendPlainlyTo(path));
    }
}
