package org.expool.tests.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.expool.tests.support.HouseModule;
import org.junit.jupiter.api.Test;

/**
 * Each {@code `TypeName`} and {@code `TypeName.member`} of the documents exists in the sources. The list of changes and
 * the decision records may name what was renamed or removed.
 */
class DocumentTypesTest {

    private static final Pattern BLOCK = Pattern.compile("```.*?```", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)((?:[.#]\\w+)*)(?:\\([^`]*\\))?`");
    private static final Pattern DECLARATION =
            Pattern.compile("(?m)^\\s*(?:[\\w@-]+ )*(?:class|interface|enum|record|@interface) (\\w+)");

    /** Types of the JDK and of libraries. */
    private static final Set<String> FOREIGN = Set.of(
            "Class",
            "CompletionStage",
            "Duration",
            "IllegalStateException",
            "Instant",
            "Multibinder",
            "Optional",
            "ProcessBuilder",
            "Runnable",
            "System");

    /** Options, labels, names of PyExPool, and an invariant without a class. */
    private static final Set<String> NO_TYPES = Set.of(
            "AffinityMask",
            "PrintCompilation",
            "Pss",
            "Rss",
            "TheSchedulerWorks",
            "True",
            "False",
            "UiCmd",
            "WebUiApp");

    @Test
    void existInTheSources() throws IOException {
        Map<String, String> declarations = declarations();
        Set<String> absent = new TreeSet<>();
        long names = 0;
        long written = 0;
        for (Path page : DocumentLinksTest.pages()) {
            if (page.endsWith("CHANGELOG.md") || page.getParent().endsWith("adr")) {
                continue;
            }
            String text = BLOCK.matcher(Files.readString(page)).replaceAll("");
            written += written(text);
            for (MatchResult name : found(NAME, text)) {
                names++;
                if (isAbsent(name.group(1), name.group(2), declarations)) {
                    absent.add(page.getFileName() + ": " + name.group());
                }
            }
        }
        assertThat(absent).isEmpty();
        assertThat(names).isPositive().isGreaterThanOrEqualTo(written * 4 / 5);
    }

    /** How many single words in back ticks begin like the name of a type, counted without the pattern. */
    private static long written(String text) {
        String[] pieces = text.split("`", -1);
        return IntStream.range(0, pieces.length)
                .filter(i -> i % 2 == 1 && pieces[i].length() > 1 && pieces[i].indexOf(' ') < 0)
                .filter(i -> Character.isUpperCase(pieces[i].charAt(0)) && Character.isLowerCase(pieces[i].charAt(1)))
                .count();
    }

    private static boolean isAbsent(String type, String members, Map<String, String> declarations) {
        if (FOREIGN.contains(type) || NO_TYPES.contains(type)) {
            return false;
        }
        String source = declarations.get(type);
        return source == null
                || Stream.of(members.split("[.#]"))
                        .anyMatch(member -> !Pattern.compile("\\b" + member + "\\b")
                                .matcher(source)
                                .find());
    }

    /** The sources in which the type of a simple name is declared. */
    private static Map<String, String> declarations() throws IOException {
        Map<String, String> declarations = new HashMap<>();
        for (Path file : sources()) {
            String text = Files.readString(file);
            found(DECLARATION, text).forEach(type -> declarations.merge(type.group(1), text, String::concat));
        }
        return declarations;
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(HouseModule.projectRoot())) {
            for (Path module : modules.filter(folder -> Files.isDirectory(folder.resolve("src")))
                    .toList()) {
                try (Stream<Path> files = Files.walk(module.resolve("src"))) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                }
            }
        }
        return sources;
    }

    private static List<MatchResult> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().toList();
    }
}
