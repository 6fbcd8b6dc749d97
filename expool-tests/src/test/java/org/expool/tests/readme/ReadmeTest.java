package org.expool.tests.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.expool.tests.support.Ran;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedding example of the README is compiled and run unchanged. */
class ReadmeTest {

    @TempDir
    Path dir;

    @Test
    void theEmbeddingExampleRuns() throws IOException, InterruptedException {
        Ran ran = DocumentExample.run("README.md", dir);
        // Without a platform's module the pool logs what it cannot do, and nothing worse.
        assertThat(ran.warnings()).doesNotContain("WARNING", "SEVERE", "Exception");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.lines()).contains("timed-out: ran longer than its timeout of 0.2 s", "true, unsuccessful: 1");
    }
}
