package org.expool.core.platform;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.expool.Signal;

/** Sends signals to processes on every POSIX system, without native calls. Stateless. */
public final class ProcessSignals {

    private static final Logger LOG = System.getLogger(ProcessSignals.class.getName());

    private ProcessSignals() {}

    /** Sends a signal to each, in this order; without effect on those that have ended. A failure is logged. */
    public static void send(Signal signal, List<ProcessHandle> targets) {
        switch (signal) {
            case KILL -> targets.forEach(ProcessHandle::destroyForcibly);
            case TERM -> targets.forEach(ProcessHandle::destroy);
            default -> sendByProgram(signal, targets);
        }
    }

    /** Runs kill(1), as Java sends no other signals. */
    private static void sendByProgram(Signal signal, List<ProcessHandle> targets) {
        if (targets.isEmpty()) {
            return;
        }
        List<String> words = new ArrayList<>(List.of("kill", "-s", signal.name()));
        targets.forEach(target -> words.add(String.valueOf(target.pid())));
        try {
            new ProcessBuilder(words)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "signal " + signal + " cannot be sent by: " + String.join(" ", words), e);
        }
    }
}
