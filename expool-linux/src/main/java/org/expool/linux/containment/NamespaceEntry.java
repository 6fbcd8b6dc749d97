package org.expool.linux.containment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The ways into a PID namespace that a machine may allow, the cheapest first (pid_namespaces(7), unshare(1)). */
enum NamespaceEntry {
    /** With CAP_SYS_ADMIN: a thread has its children be born there (setns(2)); with other launchers nsenter does it. */
    PRIVILEGED(List.of(), List.of()),
    /** By a user namespace of our own, which a process must enter as well, and only one of one thread can. */
    UNPRIVILEGED(List.of("--user", "--map-current-user"), List.of("--user", "--preserve-credentials"));

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<String> toMake;
    private final List<String> toEnter;

    NamespaceEntry(List<String> toMake, List<String> toEnter) {
        this.toMake = toMake;
        this.toEnter = toEnter;
    }

    /** Words that run the command as the first process of a new namespace. */
    List<String> make(List<String> command) {
        List<String> words = new ArrayList<>(List.of("unshare"));
        words.addAll(toMake);
        words.addAll(List.of("--pid", "--fork", "--kill-child", "--"));
        words.addAll(command);
        return words;
    }

    /** Words before a command that run it in the namespace of a process. */
    List<String> enter(long process) {
        List<String> words = new ArrayList<>(List.of("nsenter", "--target", String.valueOf(process)));
        words.addAll(toEnter);
        words.addAll(List.of("--pid", "--"));
        return words;
    }

    /** Tries it; empty if it works here, else what is said against it. */
    String objection() {
        return objection(make(List.of("true")), PATIENCE);
    }

    /** The same with another command, which says little. */
    static String objection(List<String> command, Duration patience) {
        Process trial;
        try {
            trial = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return "the program unshare (util-linux) cannot be started: " + e.getMessage();
        }
        try {
            trial.getOutputStream().close();
            if (!trial.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return command.get(0) + " hangs";
            }
            String said = new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            String ending = command.get(0) + " exits with " + trial.exitValue();
            return trial.exitValue() == 0 ? "" : said.isEmpty() ? ending : said;
        } catch (IOException e) {
            return command.get(0) + " cannot be heard: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted while it was tried";
        } finally {
            trial.destroyForcibly();
        }
    }
}
