package org.expool.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.expool.tests.support.HouseModule;
import org.expool.tests.support.StronglyConnected;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No knots: at most three classes need each other in a cycle, so that each can be read without all others. A nested
 * class counts as part of its outer class. The dependencies are those of {@code jdeps}, which sees the classes of
 * inlined constants; ArchUnit does not.
 */
class KnotsTest {

    private static final int LARGEST = 3;

    private static final Pattern DEPENDENCY =
            Pattern.compile("^ +(org\\.expool[\\w.$]+) +-> (org\\.expool[\\w.$]+)", Pattern.MULTILINE);

    @ParameterizedTest
    @EnumSource(names = {"CORE", "SIMULATOR", "LINUX"})
    void atMostThreeClassesDependOnEachOtherInACycle(HouseModule module) throws IOException {
        Map<String, Set<String>> uses = dependencies(module);
        assertThat(uses)
                .as("classes of %s", module.artifact())
                .hasSizeGreaterThanOrEqualTo(module.sourceFiles() * 4 / 5);
        List<String> knots = StronglyConnected.componentsOf(uses).stream()
                .filter(component -> component.size() > LARGEST)
                .map(component -> describe(component, uses))
                .toList();
        assertThat(knots)
                .as("cycles of more than %d classes in %s", LARGEST, module.artifact())
                .isEmpty();
    }

    private static Map<String, Set<String>> dependencies(HouseModule module) throws IOException {
        Map<String, Set<String>> uses = new TreeMap<>();
        Matcher found = DEPENDENCY.matcher(jdeps(module));
        while (found.find()) {
            String user = outermost(found.group(1));
            String used = outermost(found.group(2));
            uses.computeIfAbsent(user, name -> new TreeSet<>());
            if (module.owns(packageOf(used)) && !used.equals(user)) {
                uses.get(user).add(used);
            }
        }
        return uses;
    }

    private static String jdeps(HouseModule module) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-v", "-filter:none", "--ignore-missing-deps"));
        try (Stream<Path> files = Files.walk(module.classes())) {
            files.map(Path::toString)
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .forEach(arguments::add);
        }
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        int code = jdeps.run(new PrintWriter(out), new PrintWriter(errors), arguments.toArray(String[]::new));
        assertThat(code).as("exit code of jdeps: %s", errors).isZero();
        return out.toString();
    }

    private static String outermost(String name) {
        return name.replaceFirst("\\$.*", "");
    }

    private static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String describe(Set<String> component, Map<String, Set<String>> uses) {
        StringBuilder text = new StringBuilder(component.size() + " classes:");
        for (String name : component) {
            Set<String> within = new TreeSet<>(uses.get(name));
            within.retainAll(component);
            text.append("\n    ").append(name).append(" -> ");
            text.append(String.join(", ", within.stream().map(KnotsTest::simple).toList()));
        }
        return text.toString();
    }
}
