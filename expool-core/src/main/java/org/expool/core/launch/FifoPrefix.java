package org.expool.core.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.expool.Input;
import org.expool.Output;
import org.expool.spi.LaunchRequest;

/**
 * Lets the job's own process open the FIFOs among its streams: opening one waits for the other side, which must delay
 * neither the pool nor escape the job's timeout. A small shell opens them and becomes the command.
 */
final class FifoPrefix {

    private static final int TYPE_MASK = 0170000;
    private static final int FIFO = 0010000;

    private FifoPrefix() {}

    static List<String> words(LaunchRequest request) {
        StringBuilder script = new StringBuilder();
        List<String> paths = new ArrayList<>();
        if (request.stdin() instanceof Input.File file) {
            open(file.path(), "<", script, paths);
        }
        if (request.stdout() instanceof Output.Append append) {
            open(append.path(), ">>", script, paths);
        }
        if (request.stderr() == Output.toStdout() && !paths.isEmpty()) {
            script.append("exec 2>&1; ");
        } else if (request.stderr() instanceof Output.Append append) {
            open(append.path(), "2>>", script, paths);
        }
        if (paths.isEmpty()) {
            return List.of();
        }
        script.append("shift ").append(paths.size()).append("; exec \"$@\"");
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", script.toString(), "expool"));
        words.addAll(paths);
        return words;
    }

    private static void open(Path path, String operator, StringBuilder script, List<String> paths) {
        if (isFifo(path)) {
            paths.add(path.toAbsolutePath().toString());
            script.append("exec ")
                    .append(operator)
                    .append("\"$")
                    .append(paths.size())
                    .append("\"; ");
        }
    }

    static boolean isFifo(Path path) {
        try {
            return Files.exists(path) && ((Integer) Files.getAttribute(path, "unix:mode") & TYPE_MASK) == FIFO;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false; // a platform without FIFOs among its files
        }
    }
}
