package org.expool.tests.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.expool.tests.support.FreshJvm;
import org.expool.tests.support.HouseModule;
import org.expool.tests.support.Ran;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedding example of the README is compiled and run as it stands there. */
class ReadmeTest {

    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CLASS_NAME = Pattern.compile("\\bclass (\\w+)");

    @TempDir
    Path dir;

    @Test
    void theEmbeddingExampleRuns() throws IOException, InterruptedException {
        String example = example();
        Matcher name = CLASS_NAME.matcher(example);
        assertThat(name.find()).isTrue();
        Path source = Files.writeString(dir.resolve(name.group(1) + ".java"), example);
        Path api = HouseModule.API.jar();
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all",
                        "-Werror",
                        "-proc:none",
                        "--release",
                        "17",
                        "-cp",
                        api.toString(),
                        "-d",
                        dir.toString(),
                        source.toString());
        assertThat(compiled).isZero();

        Ran ran =
                FreshJvm.onClassPath(List.of(api, HouseModule.CORE.jar(), dir)).run(List.of(name.group(1)));
        // Without a platform's module the pool says what it cannot do, and nothing worse.
        assertThat(ran.complaints()).doesNotContain("WARNING", "SEVERE", "Exception");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.lines()).contains("timed-out: ran longer than its timeout of 0.2 s", "true, unsuccessful: 1");
    }

    private static String example() throws IOException {
        Matcher blocks =
                JAVA_BLOCK.matcher(Files.readString(HouseModule.projectRoot().resolve("README.md")));
        List<String> found = new ArrayList<>();
        while (blocks.find()) {
            found.add(blocks.group(1));
        }
        return found.stream()
                .filter(block -> CLASS_NAME.matcher(block).find())
                .findFirst()
                .orElseThrow(() -> new AssertionError("README.md has no java block with a class"));
    }
}
