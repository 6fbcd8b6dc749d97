package org.expool.tests.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.expool.tests.support.HouseModule;
import org.expool.tests.support.Ran;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The listener example of docs/library.md prints what the page says. */
class LibraryPageTest {

    private static final String PAGE = "docs/library.md";

    @TempDir
    Path dir;

    @Test
    void theListenerExamplePrintsWhatIsBelowIt() throws IOException, InterruptedException {
        Ran ran = DocumentExample.run(PAGE, dir);
        assertThat(ran.exitCode()).isZero();
        assertThat(Files.readString(HouseModule.projectRoot().resolve(PAGE)))
                .contains("```\n" + String.join("\n", ran.lines()) + "\n```");
    }
}
