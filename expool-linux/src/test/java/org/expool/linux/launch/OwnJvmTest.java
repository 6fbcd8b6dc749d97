package org.expool.linux.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.expool.linux.kernel.LibC;
import org.expool.spi.ProcessExit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases that depend on the state of the whole JVM, in separate JVMs, which this launcher starts as well. */
class OwnJvmTest {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final SessionFixture launch = new SessionFixture();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        launch.close();
    }

    @Test
    void exitCodesAreKnownAlsoWhereSigchldWasIgnored() throws IOException {
        // Not by trap, which dash does not support for this signal.
        String via = "via='env --ignore-signal=CHLD'";
        assertThat(output(via, "-Xmx64m", "sh", "-c", "exit 42")).startsWith("exit 42 signal 0");
        // The first child that the JDK starts sets the default too, and JNA may start one; so test once more after
        // that.
        assertThat(output(via, "-Xmx64m -Dinner.ignore=true", "sh", "-c", "exit 42"))
                .startsWith("exit 42 signal 0");
    }

    @Test
    void filesAreRightAlsoWhereStandardStreamsWereClosed() throws IOException {
        Path out = folder.resolve("inner");
        String output = output("exec 0<&- 2>&-", "-Dinner.stdout=" + out, "sh", "-c", "cat; echo text");
        assertThat(output).startsWith("exit 0");
        assertThat(out).hasContent("text");
    }

    @Test
    void thePeakOfALargeJvmIsNotReportedAsItsChildrens() throws IOException {
        String output = output(":", "-Xms400m -Xmx400m -XX:+AlwaysPreTouch", "/bin/true");
        assertThat(output).contains("UPPER_BOUND");
        assertThat(Long.parseLong(output.split(" ")[5])).isGreaterThan(300L << 20);
    }

    @Test
    void thePeakOfALargeChildIsItsOwn() throws IOException {
        String output = output(":", "-Xmx64m", JAVA, "-Xms400m", "-Xmx400m", "-XX:+AlwaysPreTouch", "-version");
        assertThat(output).contains("RUSAGE");
        assertThat(Long.parseLong(output.split(" ")[5])).isBetween(400L << 20, 1000L << 20);
    }

    @Test
    void withoutDescriptorsJobsAreRefusedAndNoProcessIsLeft() throws IOException {
        assertThat(output("ulimit -n 60", "-Dinner.count=100 -Xmx64m", "sleep", "600"))
                .matches("refused [1-9]\\d* started [1-9]\\d* of 100 left 0");
    }

    /** Runs a JVM with these options after a shell command; the JVM launches the words and prints how they ended. */
    private String output(String before, String options, String... words) throws IOException {
        Path out = Files.createTempFile(folder, "told", null);
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                before + "; exec $via \"$0\" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 " + options + " \"$@\"",
                JAVA,
                "-cp",
                System.getProperty("java.class.path"),
                Inner.class.getName()));
        command.addAll(List.of(words));
        assertThat(launch.command(command.toArray(String[]::new))
                        .stdout(out)
                        .run()
                        .exitCode())
                .isZero();
        return Files.readString(out).strip();
    }

    /** The program of those JVMs. */
    static final class Inner {

        private Inner() {}

        public static void main(String[] words) {
            int count = Integer.getInteger("inner.count", 1);
            if (count > 1) {
                many(count, words);
            } else {
                one(words);
            }
        }

        private static void many(int count, String[] words) {
            // Loading classes from a folder, as in this test, needs descriptors as well: load them before.
            try (SessionFixture first = new SessionFixture()) {
                first.command("/no/such/program").refusal();
                first.events.isRefused(first.command("sleep", "600").start());
            }
            SessionFixture launch = new SessionFixture();
            List<Long> ids = Stream.generate(() -> launch.command(words).start())
                    .limit(count)
                    .toList();
            long refused = ids.stream().filter(launch.events::isRefused).count();
            launch.close();
            long started = launch.events.log().stream()
                    .filter(event -> event.startsWith("exited"))
                    .count();
            System.out.println("refused " + refused + " started " + started + " of " + (refused + started) + " left "
                    + ProcessHandle.current().children().count());
        }

        private static void one(String[] words) {
            if (Boolean.getBoolean("inner.ignore")) {
                LibC.signal(LibC.SIGCHLD, LibC.SIG_IGN);
            }
            try (SessionFixture launch = new SessionFixture()) {
                SessionFixture.Request ask = launch.command(words);
                String file = System.getProperty("inner.stdout");
                ProcessExit exit = (file == null ? ask : ask.stdout(Path.of(file))).run();
                System.out.println("exit " + exit.exitCode() + " signal " + exit.signal() + " peak "
                        + (exit.usage().peakMemory() == null
                                ? "unknown"
                                : exit.usage().peakMemory().bytes() + " "
                                        + exit.usage().peakMemory().source()));
            }
        }
    }
}
