package org.expool.cli.batch;

import java.nio.file.Path;
import org.expool.Output;

/** Destinations of output as words: {@code inherit}, {@code discard}, {@code capture}, or else a file. Stateless. */
public final class OutputText {

    private OutputText() {}

    /**
     * Where a standard output goes.
     *
     * @param text the word
     * @param inherited what {@code inherit} means
     * @param file what any other word means
     */
    public static Output stdout(String text, Output inherited, Path file) {
        return switch (text) {
            case "inherit" -> inherited;
            case "discard" -> Output.discard();
            case "capture" -> Output.capture();
            default -> Output.appendTo(file);
        };
    }

    /** The same for a standard error, which can also follow the output: {@code stdout}. */
    public static Output stderr(String text, Path file) {
        return text.equals("stdout") ? Output.toStdout() : stdout(text, Output.inherit(), file);
    }
}
