package org.expool.tests.pyexpool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on differences has a line for each lesson, and names existing tests. */
class DifferencesTest {

    private static final Path ROOT = Path.of(System.getProperty("expool.root", ".."));
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)#(\\w+)`");
    private static final Pattern LESSON = Pattern.compile("(?m)^\\| (\\d+) \\|");

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/differences-from-pyexpool.md"));
    }

    @Test
    void eachLessonHasItsLine() throws IOException {
        assertThat(LESSON.matcher(page()).results().map(line -> Integer.valueOf(line.group(1))))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 56).boxed().toList());
    }

    @Test
    void eachTestThatIsNamedIsThere() throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(ROOT)) {
            sources = files.filter(file -> file.toString().matches(".*/src/test/java/.*Test\\.java"))
                    .toList();
        }
        for (MatchResult named : TEST.matcher(page()).results().toList()) {
            assertThat(sources)
                    .as(named.group())
                    .filteredOn(file -> file.endsWith(named.group(1) + ".java"))
                    .anySatisfy(file -> assertThat(file).content().contains("void " + named.group(2) + "("));
        }
    }
}
