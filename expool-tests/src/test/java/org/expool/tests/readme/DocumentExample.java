package org.expool.tests.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.expool.tests.support.FreshJvm;
import org.expool.tests.support.HouseModule;
import org.expool.tests.support.Ran;

/** A Java program of a document, compiled and run unchanged. */
final class DocumentExample {

    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CLASS_NAME = Pattern.compile("\\bclass (\\w+)");

    private DocumentExample() {}

    /** Compiles the first program without any warning and runs it, with expool-api and expool-core only. */
    static Ran run(String document, Path folder) throws IOException, InterruptedException {
        return run(document, "", List.of(HouseModule.API.jar()), folder);
    }

    /**
     * The same.
     *
     * @param part of the program, which tells it from others
     * @param jars what it names; core is there when it runs
     */
    static Ran run(String document, String part, List<Path> jars, Path folder)
            throws IOException, InterruptedException {
        String example = of(Files.readString(HouseModule.projectRoot().resolve(document)), part, document);
        Matcher name = CLASS_NAME.matcher(example);
        assertThat(name.find()).isTrue();
        Path source = Files.writeString(folder.resolve(name.group(1) + ".java"), example);
        List<String> options = List.of(
                "-Xlint:all",
                "-Werror",
                "-proc:none",
                "--release",
                "17",
                "-cp",
                jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                "-d",
                folder.toString());
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        Stream.concat(options.stream(), Stream.of(source.toString()))
                                .toArray(String[]::new));
        assertThat(compiled).isZero();
        return FreshJvm.onClassPath(Stream.concat(jars.stream(), Stream.of(HouseModule.CORE.jar(), folder))
                        .toList())
                .run(List.of(name.group(1)));
    }

    private static String of(String text, String part, String document) {
        return JAVA_BLOCK
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .filter(block ->
                        block.contains(part) && CLASS_NAME.matcher(block).find())
                .findFirst()
                .orElseThrow(() -> new AssertionError(document + " has no java block with a class"));
    }
}
