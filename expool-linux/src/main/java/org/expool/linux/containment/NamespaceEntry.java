package org.expool.linux.containment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The ways to enter a PID namespace that a host may allow, the cheapest first (pid_namespaces(7), unshare(1)). */
enum NamespaceEntry {
    /**
     * With CAP_SYS_ADMIN: the spawner thread sets the namespace of its children (setns(2)); with other launchers nsenter
     * does.
     */
    PRIVILEGED(List.of(), List.of()),
    /** By a new user namespace, which a process must enter as well; only a single-threaded process can. */
    UNPRIVILEGED(List.of("--user", "--map-current-user"), List.of("--user", "--preserve-credentials"));

    private static final Duration TRIAL_TIMEOUT = Duration.ofSeconds(5);

    private final List<String> toMake;
    private final List<String> toEnter;

    NamespaceEntry(List<String> toMake, List<String> toEnter) {
        this.toMake = toMake;
        this.toEnter = toEnter;
    }

    /** A command that runs another as the first process of a new namespace. */
    List<String> make(List<String> command) {
        List<String> words = new ArrayList<>(List.of("unshare"));
        words.addAll(toMake);
        words.addAll(List.of("--pid", "--fork", "--kill-child", "--"));
        words.addAll(command);
        return words;
    }

    /** A prefix that runs a command in the namespace of a process. */
    List<String> enter(long process) {
        List<String> words = new ArrayList<>(List.of("nsenter", "--target", String.valueOf(process)));
        words.addAll(toEnter);
        words.addAll(List.of("--pid", "--"));
        return words;
    }

    /** Tries it; empty if it works, else the error. */
    String failure() {
        return failure(make(List.of("true")), TRIAL_TIMEOUT);
    }

    /** The same with another command, whose output fits into a pipe. */
    static String failure(List<String> command, Duration timeout) {
        Process trial;
        try {
            trial = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return "unshare (util-linux) cannot be started: " + e.getMessage();
        }
        try {
            trial.getOutputStream().close();
            if (!trial.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                return command.get(0) + " hangs";
            }
            String output = new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            String status = command.get(0) + " exits with " + trial.exitValue();
            return trial.exitValue() == 0 ? "" : output.isEmpty() ? status : output;
        } catch (IOException e) {
            return command.get(0) + ": its output cannot be read: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted during the trial";
        } finally {
            trial.destroyForcibly();
        }
    }
}
