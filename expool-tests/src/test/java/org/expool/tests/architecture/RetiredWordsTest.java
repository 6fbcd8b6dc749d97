package org.expool.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PackageTree;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Names use the words of the field (docs/glossary.md). Those that were retired do not come back in the name of a
 * package, type, method or variable.
 */
class RetiredWordsTest {

    /** Words of camel case, so that {@code threshold} is allowed. */
    private static final Pattern RETIRED =
            Pattern.compile("look(s|ed|ing)?|held|hold(s|ing|ings|er|ers)?|peace|struck|bereft|roam(s|ed|ing)?"
                    + "|patience|nudge(s|d)?|standings?|caution|contenders?|cohorts?|dice|fates?|agenda|acquaintances?|lineage|census|tenancy|tenants?|strays?"
                    + "|leftovers?|sweepers?|legacy|unified|doomed|forsaken|hindrances?|nobody|somebody"
                    + "|ledgers?|ladders?|rungs?|worlds?|traits?|conclu(de[sd]?|sions?)|reliefs?|circles?|happen(s|ed|ings?)?"
                    + "|complain(s|ed|ts?)?|questions?|wished|asking|born|machines?|seeds?");

    /** Invariants that are sentences: what holds is true. */
    private static final Set<String> SENTENCES = Set.of("TaskCountsHold", "MemoryLimitsHold");

    /** What generators of random numbers start from. */
    private static final Set<String> OF_RANDOM_NUMBERS = Set.of(
            "seed",
            "seeds",
            "RANDOM_SEED",
            "RandomSeeds",
            "aSeedAlwaysGivesTheSameScenarioAndAScenarioTheSameCommands");

    /** A level of slots, whose name plans in JSON contain. */
    private static final Set<String> OF_FILE_FORMATS = Set.of("MACHINE");

    /** Where a machine is an emulated one, or a key of the results of benchmarks. */
    private static final Set<String> EXEMPT_PACKAGES = Set.of("org.expool.bench", "org.expool.tests.emulated");

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
        assertThat(names.units).isGreaterThanOrEqualTo(javaFiles(sources) * 4 / 5);
    }

    /** Counts the sources of all folders of the project, also of those that are no {@link HouseModule}. */
    @Test
    void foldersContainMostSources() throws IOException {
        long all = 0;
        try (Stream<Path> modules = Files.list(HouseModule.projectRoot())) {
            for (Path module : modules.filter(folder -> Files.isDirectory(folder.resolve("src")))
                    .toList()) {
                all += javaFiles(module.resolve("src"));
            }
        }
        long read = 0;
        for (Path sources : sourceFolders().toList()) {
            read += javaFiles(sources);
        }
        assertThat(read).isPositive().isGreaterThanOrEqualTo(all * 4 / 5);
    }

    private static long javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> path.toString().endsWith(".java")).count();
        }
    }

    private static final class Names extends TreePathScanner<Void, Void> {

        private final List<String> retired = new ArrayList<>();
        private long units;

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
                    names.units++;
                    names.scan(unit, null);
                }
                return names;
            }
        }

        @Override
        public Void visitPackage(PackageTree declared, Void nothing) {
            check(declared.getPackageName().toString());
            return super.visitPackage(declared, nothing);
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
            check(variable.getName().toString());
            return super.visitVariable(variable, nothing);
        }

        private void check(String name) {
            CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
            String packageName = unit.getPackageName().toString();
            boolean isExempt = EXEMPT_PACKAGES.stream().anyMatch(packageName::startsWith);
            boolean bad = WORD.matcher(name)
                    .results()
                    .map(word -> word.group().toLowerCase(Locale.ROOT))
                    .anyMatch(word -> RETIRED.matcher(word).matches() && !(isExempt && word.startsWith("machine")));
            if (bad && Stream.of(SENTENCES, OF_RANDOM_NUMBERS, OF_FILE_FORMATS).noneMatch(set -> set.contains(name))) {
                String file =
                        Path.of(unit.getSourceFile().getName()).getFileName().toString();
                retired.add(packageName + "." + file.replace(".java", "") + ": " + name);
            }
        }
    }
}
