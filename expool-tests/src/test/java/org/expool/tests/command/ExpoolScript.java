package org.expool.tests.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.expool.tests.support.HouseModule;
import org.expool.tests.support.Ran;

/** Starts {@code ./expool} on the JVM that runs the tests, in a directory of the caller's choice. */
final class ExpoolScript {

    private final Path directory;

    ExpoolScript(Path directory) {
        this.directory = directory;
    }

    Ran run(String... arguments) throws IOException, InterruptedException {
        return runWithInput("", arguments);
    }

    Ran runWithInput(String input, String... arguments) throws IOException, InterruptedException {
        return Ran.of(builder(arguments), input);
    }

    ProcessBuilder builder(String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(HouseModule.projectRoot().resolve("expool").toAbsolutePath().toString());
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }
}
