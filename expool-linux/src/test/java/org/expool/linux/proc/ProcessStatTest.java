package org.expool.linux.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Parsing /proc/PID/stat. */
class ProcessStatTest {

    private static final String STAT = "%d (%s) S %d 10 8 0 -1 4194304 100 0 0 0 1 2 3 4 20 0 1 0 777 5000000 300"
            + " 18446744073709551615 1 1 0 0 0 0 0 4096 81920 0 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 0\n";

    @Test
    void namesMayContainParentheses() {
        assertThat(parse(STAT.formatted(42, "a) b (c) ", 7))).contains(new ProcessStat(42, 'S', 7, 8, 10, 777));
    }

    @Test
    void lesson33_whatIsNoLineIsNoProcess() {
        assertThat(parse("")).isEqualTo(Optional.empty());
        assertThat(parse("42 (cut) S 1 2")).isEqualTo(Optional.empty());
        assertThat(parse("x (y) " + "z ".repeat(40))).isEqualTo(Optional.empty());
    }

    @Test
    void absentProcessesAndZombiesAreNotAlive() {
        assertThat(new Procfs(Path.of("/nowhere")).stat(1)).isEqualTo(ProcessStat.NONE);
        assertThat(ProcessStat.NONE.exists()).isFalse();
        assertThat(ProcessStat.NONE.isAlive()).isFalse();
        ProcessStat zombie =
                parse(STAT.replace(" S ", " Z ").formatted(42, "sh", 7)).orElseThrow();
        assertThat(zombie.exists()).isTrue();
        assertThat(zombie.isAlive()).isFalse();
    }

    private static Optional<ProcessStat> parse(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        return ProcessStat.parse(bytes, bytes.length);
    }
}
