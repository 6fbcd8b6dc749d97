package org.expool.core.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.expool.Outcome.NotStarted.Cause;
import org.expool.spi.StartRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The error number is parsed from the messages of all JDKs. */
class KernelRefusalTest {

    private static final Path ABSENT = Path.of("/absent");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cannot run program \"/absent\": error=2, No such file or directory",
                "Cannot run program \"/absent\": Exec failed, error: 2 (No such file or directory) ",
                "Cannot run program \"/absent error=13\": error=2, No such file or directory"
            })
    void theNumberAtTheEndCounts(String message) {
        StartRefusedException refusal = KernelRefusal.of(new IOException(message), ABSENT);
        assertThat(refusal.outcome().cause()).isEqualTo(Cause.PROGRAM_MISSING);
        assertThat(refusal.outcome().errno()).isEqualTo(2);
    }

    @Test
    void withoutANumberTheMessageIsTheReason() {
        StartRefusedException refusal = KernelRefusal.of(new IOException("no luck"), ABSENT);
        assertThat(refusal.outcome().cause()).isEqualTo(Cause.OTHER);
        assertThat(refusal.outcome().reason()).contains("no luck");
    }
}
