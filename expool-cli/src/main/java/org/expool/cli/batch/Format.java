package org.expool.cli.batch;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.expool.cli.read.Diagnostics;
import org.expool.cli.read.JsonReader;
import org.expool.cli.read.Node;

/** The formats of a batch. */
public enum Format {
    YAML,
    JSON,
    /** One job, a JSON object, on each line. */
    JSON_LINES;

    /** A key of a batch, the beginning of JSON over several lines, or a comment, directive or marker of YAML. */
    private static final Pattern BEGINS_DOCUMENT =
            Pattern.compile("^\\s*(\\{?\\s*([\"']?)(pool|tasks|jobs)\\2\\s*:|\\{\\s*$|#|%|---)");

    private static final Set<String> DOCUMENT_KEYS = Set.of("pool", "tasks", "jobs");

    /** The format of a file name; empty if its extension is not known. */
    public static Optional<Format> ofName(String fileName) {
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (extension) {
            case "yaml", "yml" -> Optional.of(YAML);
            case "json" -> Optional.of(JSON);
            case "jsonl", "ndjson" -> Optional.of(JSON_LINES);
            default -> Optional.empty();
        };
    }

    /** The format of a content: YAML unless it is JSON or JSON Lines. */
    public static Format ofContent(String text) {
        if (text.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .filter(Format::isJobLine)
                .isPresent()) {
            return JSON_LINES;
        }
        boolean quoted = text.stripLeading().matches("(?s)\\{\\s*\".*");
        return quoted && new JsonReader().read(text, 1, new Diagnostics()).isPresent() ? JSON : YAML;
    }

    /**
     * Whether a stream that begins with this line is JSON Lines: any line but one that begins a document. So an invalid
     * first line is reported like any other, and the jobs after it are run.
     */
    public static boolean beginsLines(String line) {
        return isJobLine(line) || !BEGINS_DOCUMENT.matcher(line).find();
    }

    /** Whether it is a complete JSON object without a key of a batch, which no job has. */
    private static boolean isJobLine(String line) {
        Optional<Node.Mapping> object = new JsonReader().object(line);
        return object.isPresent() && object.get().entries().keySet().stream().noneMatch(DOCUMENT_KEYS::contains);
    }
}
