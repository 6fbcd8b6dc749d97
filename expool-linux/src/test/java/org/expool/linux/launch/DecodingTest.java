package org.expool.linux.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.expool.PeakMemory;
import org.expool.Usage;
import org.expool.linux.kernel.CStrings;
import org.junit.jupiter.api.Test;

/** Decoding the data of the kernel. */
class DecodingTest {

    @Test
    void aWaitStatusIsACodeOrASignal() {
        Usage usage = Usage.unknown();
        assertThat(ExitCollector.decode(0x2a00, 7, usage).exitCode()).isEqualTo(42);
        assertThat(ExitCollector.decode(0xff00, 7, usage).exitCode()).isEqualTo(255);
        assertThat(ExitCollector.decode(0x000f, 7, usage).signal()).isEqualTo(15);
        assertThat(ExitCollector.decode(0x0083, 7, usage).signal())
                .as("with core")
                .isEqualTo(3);
    }

    @Test
    void onlyAPeakClearlyAboveThatOfTheJvmIsMeasured() {
        ByteBuffer usage = ByteBuffer.allocate(256);
        usage.putLong(0, 1).putLong(8, 500_000).putLong(16, 0).putLong(24, 20_000);
        usage.putLong(32, 102_000).putLong(128, 3).putLong(136, 4);
        Usage bound = ExitCollector.usage(Usage.unknown(), usage, 100_000);
        assertThat(bound.peakMemory()).isEqualTo(new PeakMemory(102_000L * 1024, PeakMemory.Source.UPPER_BOUND));
        assertThat(bound.user()).isEqualTo(Duration.ofMillis(1500));
        assertThat(bound.system()).isEqualTo(Duration.ofMillis(20));
        assertThat(bound.voluntarySwitches()).isEqualTo(3);
        assertThat(bound.involuntarySwitches()).isEqualTo(4);
        assertThat(ExitCollector.usage(Usage.unknown(), usage, 50_000).peakMemory())
                .isEqualTo(new PeakMemory(102_000L * 1024, PeakMemory.Source.RUSAGE));
    }

    @Test
    void namesAreUtf8WhereTheLocaleKnowsOnlyAscii() {
        assertThat(CStrings.encodingFor("ANSI_X3.4-1968")).isEqualTo(StandardCharsets.UTF_8);
        assertThat(CStrings.encodingFor("UTF-8")).isEqualTo(StandardCharsets.UTF_8);
        assertThat(CStrings.encodingFor("ISO-8859-1")).isEqualTo(StandardCharsets.ISO_8859_1);
    }

    @Test
    void ioCountsAreParsed() {
        Usage usage = IoCounts.parse(Usage.unknown(), "rchar: 12\nwchar: 345\nsyscr: 1\n");
        assertThat(usage.bytesRead()).isEqualTo(12);
        assertThat(usage.bytesWritten()).isEqualTo(345);
        assertThat(IoCounts.parse(Usage.unknown(), "")).isEqualTo(Usage.unknown());
    }
}
