package org.expool.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.expool.tests.support.HouseModule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names use the words of the field (docs/glossary.md). Those that were retired do not come back as the name of a type, method or variable. */
class RetiredWordsTest {

    /** Words of camel case, so that {@code threshold} is allowed. */
    private static final Pattern RETIRED =
            Pattern.compile("look(s|ed|ing)?|held|hold(s|ing|ings|er|ers)?|peace|struck|bereft|roam(s|ed|ing)?"
                    + "|patience|nudge(s|d)?|standings?|caution|contenders?|cohorts?|dice|fates?|agenda|acquaintances?|lineage|census|tenancy|tenants?|strays?"
                    + "|leftovers?|sweepers?|legacy|unified|doomed|forsaken|hindrances?|nobody|somebody");

    /** Invariants that are sentences: what holds is true. */
    private static final Set<String> SENTENCES = Set.of("TaskCountsHold", "MemoryLimitsHold");

    /** Where seeds of random numbers are drawn, kept and printed, and PyExPool's scenarios are. Elsewhere only a {@code seed} is one. */
    private static final Set<String> RANDOM = Set.of("org.expool.simulator", "org.expool.bench", "org.expool.tests");

    private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+");

    static Stream<Path> sourceFolders() {
        Stream<Path> tests = Stream.of(HouseModule.projectRoot().resolve("expool-tests/src/test/java"));
        return Stream.concat(
                        Arrays.stream(HouseModule.values())
                                .flatMap(module -> Stream.of(
                                        module.sources(),
                                        module.sources()
                                                .resolve("../../test/java")
                                                .normalize())),
                        tests)
                .filter(Files::isDirectory);
    }

    @ParameterizedTest
    @MethodSource("sourceFolders")
    void doNotOccurInNames(Path sources) throws IOException {
        Names names = Names.in(sources);
        assertThat(names.retired).isEmpty();
    }

    private static final class Names extends TreePathScanner<Void, Void> {

        private final List<String> retired = new ArrayList<>();

        static Names in(Path sources) throws IOException {
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                    Stream<Path> found = Files.walk(sources)) {
                List<Path> java = found.filter(path -> path.toString().endsWith(".java"))
                        .filter(path -> !path.endsWith("module-info.java"))
                        .toList();
                JavacTask task = (JavacTask) compiler.getTask(
                        null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(java));
                Names names = new Names();
                for (CompilationUnitTree unit : task.parse()) {
                    names.scan(unit, null);
                }
                return names;
            }
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            check(type.getSimpleName().toString());
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            check(method.getName().toString());
            return super.visitMethod(method, nothing);
        }

        @Override
        public Void visitVariable(VariableTree variable, Void nothing) {
            boolean random = variable.getName().contentEquals("seed")
                    || variable.getName().contentEquals("RANDOM_SEED");
            if (!random) {
                check(variable.getName().toString());
            }
            return super.visitVariable(variable, nothing);
        }

        private void check(String name) {
            CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
            String packageName = unit.getPackageName().toString();
            boolean drawsSeeds = RANDOM.stream().anyMatch(packageName::startsWith);
            boolean bad = WORD.matcher(name)
                    .results()
                    .map(word -> word.group().toLowerCase(Locale.ROOT))
                    .anyMatch(word -> RETIRED.matcher(word).matches() || !drawsSeeds && word.matches("seeds?"));
            if (bad && !SENTENCES.contains(name)) {
                String file =
                        Path.of(unit.getSourceFile().getName()).getFileName().toString();
                retired.add(packageName + "." + file.replace(".java", "") + ": " + name);
            }
        }
    }
}
