package org.expool.tests.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.expool.tests.support.ClassPath;
import org.expool.tests.support.FreshJvm;
import org.expool.tests.support.HouseModule;
import org.expool.tests.support.Ran;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A program whose own parent ignores SIGCHLD has its children collected by the kernel, unless it says otherwise: their
 * exit codes would be lost. SIGPIPE and SIGQUIT are ignored by some parents as well.
 */
class IgnoredSignalsTest {

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"posix-spawn", "process-builder"})
    void exitCodesAreKnownNevertheless(String launcher) throws IOException, InterruptedException {
        List<Path> entries = Stream.concat(
                        Stream.of(
                                HouseModule.API.jar(),
                                HouseModule.CORE.jar(),
                                HouseModule.LINUX.jar(),
                                ClassPath.folder(dir, RunsJobs.class)),
                        Stream.of("jna", "slf4j-api", "slf4j-simple").map(ClassPath::library))
                .toList();
        Ran ran = FreshJvm.onClassPath(entries)
                .behind("sh", "-c", "trap '' CHLD PIPE QUIT; exec \"$@\"", "sh")
                .run(RunsJobs.class, launcher);
        assertThat(ran.lines())
                .as(ran.err())
                .contains("greet succeeded 0 hello", "fail failed 3", "ProcessLauncher " + launcher);
    }
}
