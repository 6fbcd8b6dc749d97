package org.expool.tests.support;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Starts JVMs like the one that runs the tests, with another class or module path. Immutable. */
public final class FreshJvm {

    private final List<String> before;
    private final List<String> options;

    private FreshJvm(List<String> before, List<String> options) {
        this.before = before;
        this.options = options;
    }

    public static FreshJvm onClassPath(Collection<Path> entries) {
        return new FreshJvm(List.of(), List.of("--class-path", joined(entries)));
    }

    /** With the modules of these names, and those they need, in the boot layer. */
    public static FreshJvm onModulePath(Collection<Path> entries, Collection<String> modules) {
        return new FreshJvm(
                List.of(), List.of("--module-path", joined(entries), "--add-modules", String.join(",", modules)));
    }

    /** The same with more options. */
    public FreshJvm with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new FreshJvm(before, all);
    }

    /** The same, started by these words in front of the command. */
    public FreshJvm behind(String... words) {
        return new FreshJvm(List.of(words), options);
    }

    public Ran run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> last = new ArrayList<>(List.of(main.getName()));
        last.addAll(List.of(arguments));
        return run(last);
    }

    public Ran run(List<String> last) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.addAll(options);
        command.addAll(last);
        return Ran.of(new ProcessBuilder(command), "");
    }

    private static String joined(Collection<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
