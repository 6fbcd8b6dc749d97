package org.expool.tests.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.expool.tests.support.DoctorReport;
import org.expool.tests.support.HouseModule;
import org.expool.tests.support.Ran;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo of the README, run by a shell with the real command, prints what is below it. */
class ReadmeDemoTest {

    private static final Pattern DEMO =
            Pattern.compile("```sh\n(cat > demo\\.yaml.*?)```\\s+```\n(.*?)```", Pattern.DOTALL);

    /** What differs from run to run and from host to host; not the limits, which follow "of". */
    private static final Pattern VARYING = Pattern.compile(
            "[0-9a-f]{64}|(?<!of )\\b\\d+\\.\\d+ (s|KiB|MiB|GiB)" + "|(?<=^\\[)\\d|(?<=at most )\\d|(?<=in PATH )\\S+");

    /** Missing where a sample shows the kill by the kernel before the exit is reported. */
    private static final Pattern PEAK = Pattern.compile(", with \\d+\\.\\d+ [KMG]iB");

    @TempDir
    Path dir;

    @BeforeEach
    void setUp() throws IOException, InterruptedException {
        for (String program : List.of("perl", "pgrep")) {
            assumeTrue(Files.isExecutable(Path.of("/usr/bin", program)), "not run: no /usr/bin/" + program);
        }
        Path command = HouseModule.projectRoot().resolve("expool").toAbsolutePath();
        Path here = Files.writeString(dir.resolve("expool"), "#!/bin/sh\nexec '" + command + "' \"$@\"\n");
        Files.setPosixFilePermissions(here, PosixFilePermissions.fromString("rwx------"));
        DoctorReport host =
                DoctorReport.parse(run("./expool", "doctor", "--json").out());
        for (String subject : List.of("memory-limits", "swap")) {
            assumeTrue(
                    "\"good\"".equals(host.state(subject)), () -> "not run: " + subject + ": " + host.found(subject));
        }
    }

    @Test
    void printsWhatIsBelowIt() throws IOException, InterruptedException {
        Matcher demo = DEMO.matcher(Files.readString(HouseModule.projectRoot().resolve("README.md")));
        assertThat(demo.find()).isTrue();
        // Other processes of the host may sleep for 600 s as well.
        String sleep = "sleep 600." + ProcessHandle.current().pid();
        Files.writeString(dir.resolve("demo.sh"), demo.group(1).replace("sleep 600", sleep));

        Ran ran = run("sh", "demo.sh");

        assertThat(stableParts(ran.out() + ran.warnings()))
                .as(ran.out() + ran.err())
                .containsExactlyElementsOf(stableParts(demo.group(2)));
    }

    private Ran run(String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).directory(dir.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return Ran.of(builder, "");
    }

    /** The lines in an order that does not depend on which job ends first; jobs wait where the host lacks memory. */
    private static List<String> stableParts(String output) {
        return output.lines()
                .filter(line -> !line.startsWith("[memory]"))
                .map(line -> PEAK.matcher(line).replaceAll(""))
                .map(line -> VARYING.matcher(line).replaceAll("*").replaceAll(" +", " "))
                .sorted()
                .toList();
    }
}
