package org.expool.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.expool.tests.support.HouseModule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What users see is documented: every public type and method of the api and the test kit. */
class DocumentationTest {

    @ParameterizedTest
    @EnumSource(names = {"API", "TESTKIT"})
    void everyPublicTypeAndMethodHasItsJavadoc(HouseModule module) throws IOException {
        Finder finder = parse(module.sources());
        assertThat(finder.checked).isPositive().isGreaterThanOrEqualTo(publicDeclarations(module.sources()) * 4 / 5);
        assertThat(finder.undocumented).isEmpty();
    }

    /** The lines that begin with the modifier, counted without a parser, less those that override. */
    private static long publicDeclarations(Path sources) throws IOException {
        long count = 0;
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String before = "";
                for (String line : Files.readAllLines(file)) {
                    boolean isFieldOrOverrides =
                            line.contains(" = ") || before.strip().equals("@Override");
                    if (line.strip().startsWith("public ") && !isFieldOrOverrides) {
                        count++;
                    }
                    before = line;
                }
            }
        }
        return count;
    }

    private static Finder parse(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> found = Files.walk(sources)) {
            List<Path> java = found.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.endsWith("module-info.java"))
                    .toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(java));
            Finder finder = new Finder(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                finder.scan(unit, null);
            }
            return finder;
        }
    }

    private static final class Finder extends TreePathScanner<Void, Void> {

        private final DocTrees docs;
        private final List<String> undocumented = new ArrayList<>();
        private long checked;

        Finder(DocTrees docs) {
            this.docs = docs;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (!isVisible(type.getModifiers())) {
                return null;
            }
            check(type.getSimpleName().toString());
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            if (isVisible(method.getModifiers()) && !overrides) {
                check(method.getName().toString());
            }
            return null;
        }

        /** Members of interfaces are public without saying so. */
        private boolean isVisible(ModifiersTree modifiers) {
            Tree parent = getCurrentPath().getParentPath().getLeaf();
            Set<Modifier> flags = modifiers.getFlags();
            return parent.getKind() == Tree.Kind.INTERFACE
                    || flags.contains(Modifier.PUBLIC)
                    || flags.contains(Modifier.PROTECTED);
        }

        private void check(String name) {
            checked++;
            if (docs.getDocComment(getCurrentPath()) == null) {
                Path file = Path.of(
                        getCurrentPath().getCompilationUnit().getSourceFile().getName());
                undocumented.add(file.getFileName() + ": " + name);
            }
        }
    }
}
