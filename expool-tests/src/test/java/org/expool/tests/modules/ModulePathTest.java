package org.expool.tests.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.expool.tests.support.ClassPath;
import org.expool.tests.support.FreshJvm;
import org.expool.tests.support.HouseModule;
import org.expool.tests.support.Ran;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jars on a real module path. */
class ModulePathTest {

    private static final List<Path> EVERYTHING = Stream.concat(
                    HouseModule.published().map(HouseModule::jar), ClassPath.libraries())
            .toList();

    @TempDir
    Path dir;

    static Stream<HouseModule> published() {
        return HouseModule.published();
    }

    @ParameterizedTest
    @MethodSource("published")
    void resolves(HouseModule module) throws IOException, InterruptedException {
        try (JarFile jar = new JarFile(module.jar().toFile())) {
            assertThat(jar.getEntry("module-info.class")).isNotNull();
            assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
        }
        Ran ran = FreshJvm.onModulePath(EVERYTHING, List.of(module.moduleName()))
                .with("--class-path", ClassPath.folder(dir, ListsModules.class).toString())
                .run(ListsModules.class);
        assertThat(ran.warnings()).isEmpty();
        assertThat(ran.lines()).anySatisfy(line -> assertThat(line).startsWith(module.moduleName() + " "));
    }

    @Test
    void anApplicationRunsJobsOnTheModulePath() throws IOException, InterruptedException {
        Ran ran = FreshJvm.onModulePath(EVERYTHING, List.of("org.expool.core", "org.expool.linux"))
                .with("--class-path", ClassPath.folder(dir, RunsJobs.class).toString())
                .run(RunsJobs.class);
        assertThat(ran.lines())
                .as(ran.err())
                .contains("greet succeeded 0 hello", "fail failed 3", "ProcessLauncher posix-spawn");
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void apiAndCoreAloneRunJobs() throws IOException, InterruptedException {
        Path program = ClassPath.folder(dir, RunsJobs.class);
        Ran ran = FreshJvm.onClassPath(List.of(HouseModule.API.jar(), HouseModule.CORE.jar(), program))
                .run(RunsJobs.class);
        assertThat(ran.lines())
                .as(ran.err())
                .contains(
                        "greet succeeded 0 hello",
                        "fail failed 3",
                        "joined true, succeeded 1",
                        "ProcessLauncher process-builder",
                        "guice false");
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void theApiAloneSaysWhatIsMissing() throws IOException, InterruptedException {
        Path program = ClassPath.folder(dir, RunsJobs.class);
        Ran ran = FreshJvm.onClassPath(List.of(HouseModule.API.jar(), program)).run(RunsJobs.class);
        assertThat(ran.exitCode()).isNotZero();
        assertThat(ran.err()).contains("ProviderMissingException").contains("expool-core");
    }
}
