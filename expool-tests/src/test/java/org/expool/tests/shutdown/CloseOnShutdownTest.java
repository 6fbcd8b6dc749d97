package org.expool.tests.shutdown;

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
import org.junit.jupiter.params.provider.CsvSource;

/** One setting makes a pool terminate its jobs with the program. */
class CloseOnShutdownTest {

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
    void aSignalEndsTheJobsAndTheirResultsAreHeard(String signal, int exitCode)
            throws IOException, InterruptedException {
        List<Path> entries = Stream.concat(
                        Stream.of(
                                HouseModule.API.jar(),
                                HouseModule.CORE.jar(),
                                HouseModule.LINUX.jar(),
                                ClassPath.folder(dir, EndsItself.class)),
                        Stream.of("jna", "slf4j-api", "slf4j-simple").map(ClassPath::library))
                .toList();
        Ran ran = FreshJvm.onClassPath(entries).run(EndsItself.class, signal);
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(exitCode);
        assertThat(ran.lines()).contains("outcome cancelled");
        String pid = ran.lines().stream()
                .filter(line -> line.startsWith("pid "))
                .findFirst()
                .orElseThrow()
                .substring(4);
        assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive))
                .isEmpty();
    }
}
