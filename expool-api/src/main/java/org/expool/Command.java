package org.expool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An external command: the program and its arguments, exactly as the program receives them. No shell
 * is involved; write {@code Command.of("sh", "-c", "a | b")} for one.
 *
 * <p>A program without a slash is searched in the PATH of the job's environment; one with a slash is relative to
 * the job's working directory. Immutable and thread-safe.
 *
 * @param words the program first; empty for a stub job that runs only its callbacks; no word contains a NUL byte
 */
public record Command(List<String> words) {

    private static final Command NONE = new Command(List.of());

    /**
     * Checks and copies the words.
     *
     * @throws InvalidSettingsException if a word contains a NUL byte or the program is empty
     */
    public Command {
        words = List.copyOf(words);
        Problems problems = new Problems("command");
        if (!words.isEmpty() && words.get(0).isEmpty()) {
            problems.add("command", "", "the program is empty; name one, or leave the command out for a stub job");
        }
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).indexOf('\0') >= 0) {
                problems.add(
                        "command", words.get(i), "word " + i + " contains a NUL byte, which no program can receive");
            }
        }
        problems.throwIfAny();
    }

    /**
     * The command with this program and these arguments.
     *
     * @throws InvalidSettingsException if a word contains a NUL byte or the program is empty
     */
    public static Command of(String program, String... arguments) {
        List<String> words = new ArrayList<>(arguments.length + 1);
        words.add(program);
        words.addAll(List.of(arguments));
        return new Command(words);
    }

    /** The empty command: a job with it starts no process and succeeds at once, so that only its callbacks run. */
    public static Command none() {
        return NONE;
    }

    /**
     * Runs the main method of a class of this program in a new JVM, with this JVM's java.home, class
     * path and module path. JVM options, such as the heap size, are not passed on.
     *
     * @param mainClass a class with a main method, on this program's class path
     * @throws InvalidSettingsException if an argument contains a NUL byte
     */
    public static Command java(Class<?> mainClass, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        addPath(words, "--class-path", "java.class.path");
        addPath(words, "--module-path", "jdk.module.path");
        if (mainClass.getModule().isNamed()) {
            words.add("--module");
            words.add(mainClass.getModule().getName() + "/" + mainClass.getName());
        } else {
            words.add(mainClass.getName());
        }
        words.addAll(List.of(arguments));
        return new Command(words);
    }

    private static void addPath(List<String> words, String option, String property) {
        String path = System.getProperty(property);
        if (path != null && !path.isEmpty()) {
            words.add(option);
            words.add(path);
        }
    }

    /** Whether it is the empty command. */
    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** The words separated by spaces, for display; not quoted for a shell. */
    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
