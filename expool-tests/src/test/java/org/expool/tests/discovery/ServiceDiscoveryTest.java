package org.expool.tests.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.expool.spi.ProcessLauncher;
import org.expool.tests.modules.RunsJobs;
import org.expool.tests.support.ClassPath;
import org.expool.tests.support.FreshJvm;
import org.expool.tests.support.HouseModule;
import org.expool.tests.support.Ran;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar with another provider beside expool on the class path of a fresh JVM, without Guice. */
class ServiceDiscoveryTest {

    @TempDir
    Path dir;

    @Test
    void theProviderOfTheHighestPriorityIsTaken() throws IOException, InterruptedException {
        Ran ran = runJobs(MakeBelieveLauncher.class);
        assertThat(ran.lines())
                .as(ran.err())
                .contains("greet failed 42 ", "ProcessLauncher make-believe", "guice false")
                .anyMatch(line -> line.startsWith("  not process-builder: "));
    }

    @Test
    void aProviderCanBeChosenByName() throws IOException, InterruptedException {
        Ran ran = runJobs(MakeBelieveLauncher.class, "process-builder");
        assertThat(ran.lines())
                .as(ran.err())
                .contains("greet succeeded 0 hello", "ProcessLauncher process-builder")
                .anyMatch(line -> line.startsWith("  not make-believe: "));
    }

    @Test
    void anUnavailableProviderIsLeftOutWithItsReason() throws IOException, InterruptedException {
        Ran ran = runJobs(AbsentLauncher.class);
        assertThat(ran.lines())
                .as(ran.err())
                .contains("greet succeeded 0 hello", "ProcessLauncher process-builder")
                .anySatisfy(line ->
                        assertThat(line).startsWith("  not absent: ").contains("needs hardware that does not exist"));
    }

    @Test
    void anUnavailableOrUnknownNameIsRefusedWithTheReason() throws IOException, InterruptedException {
        Ran absent = runJobs(AbsentLauncher.class, "absent");
        assertThat(absent.exitCode()).isNotZero();
        assertThat(absent.err()).contains("ProviderMissingException", "needs hardware that does not exist");
        Ran unknown = runJobs(AbsentLauncher.class, "no-such-name");
        assertThat(unknown.exitCode()).isNotZero();
        assertThat(unknown.err()).contains("no-such-name");
    }

    private Ran runJobs(Class<?> provider, String... arguments) throws IOException, InterruptedException {
        Path program = dir.resolve("program");
        if (!program.toFile().exists()) {
            ClassPath.folder(program, RunsJobs.class);
        }
        Path jar = ClassPath.jarOfProviders(dir.resolve("own.jar"), ProcessLauncher.class, provider);
        return FreshJvm.onClassPath(List.of(HouseModule.API.jar(), HouseModule.CORE.jar(), jar, program))
                .run(RunsJobs.class, arguments);
    }
}
