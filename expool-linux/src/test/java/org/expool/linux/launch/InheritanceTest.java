package org.expool.linux.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process inherits. */
class InheritanceTest {

    private final SessionFixture launch = new SessionFixture();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        launch.close();
    }

    @Test
    void noSignalIsBlockedOrIgnored() throws IOException {
        List<String> lines = output(launch.command("grep", "-E", "^(SigBlk|SigIgn)", "/proc/self/status"));
        assertThat(lines).containsExactly("SigBlk:\t0000000000000000", "SigIgn:\t0000000000000000");
    }

    @Test
    void itLeadsASeparateSessionAndGroup() throws IOException {
        List<String> lines = output(launch.sh("echo $$; cut -d' ' -f5,6 /proc/$$/stat"));
        assertThat(lines.get(1)).isEqualTo(lines.get(0) + " " + lines.get(0));
    }

    @Test
    void nothingButTheStandardStreamsIsOpen() throws IOException {
        // Descriptor 3 is the folder that ls lists.
        assertThat(output(launch.command("ls", "/proc/self/fd"))).containsExactly("0", "1", "2", "3");
    }

    @Test
    void itsVariablesAreExactlyThoseGiven() throws IOException {
        Map<String, String> first = Map.of("PATH", "/usr/bin:/bin", "NAME", "Grüße €");
        assertThat(output(launch.command("env").environment(first)))
                .containsExactlyInAnyOrder("PATH=/usr/bin:/bin", "NAME=Grüße €");
        Map<String, String> second = Map.of("PATH", "/bin");
        assertThat(output(launch.command("env").environment(second))).containsExactly("PATH=/bin");
    }

    @Test
    void itsArgumentsArriveByteForByte() throws IOException {
        String large = "x".repeat(100_000);
        assertThat(output(launch.command("printf", "%s\n", "a  b", "", "$HOME *", "ä€\t\"", large)))
                .containsExactly("a  b", "", "$HOME *", "ä€\t\"", large);
    }

    @Test
    void itStartsInItsWorkdir() throws IOException {
        assertThat(output(launch.command("pwd").workdir(folder)))
                .containsExactly(folder.toRealPath().toString());
    }

    @Test
    void withoutAWorkdirItStartsInThatOfTheJvm() throws IOException {
        assertThat(output(launch.command("pwd")))
                .containsExactly(Path.of("").toRealPath().toString());
    }

    private List<String> output(SessionFixture.Request ask) throws IOException {
        Path file = Files.createTempFile(folder, "out", null);
        assertThat(ask.stdout(file).run().exitCode()).isZero();
        return Files.readAllLines(file);
    }
}
