package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.expool.linux.proc.Procfs;
import org.expool.linux.proc.SearchPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that cannot run the guard is detected before a pool is opened. */
class PrerequisitesTest {

    private final Procfs procfs = new Procfs(Path.of("/proc"));

    @TempDir
    Path folder;

    @Test
    void namesAProgramThatTheGuardLacks() throws IOException {
        assumeTrue(Prerequisites.missing(procfs).isEmpty(), "not run: cells are not available here");
        assertThat(Prerequisites.missing(procfs, new SearchPath(List.of(folder)))
                        .orElseThrow())
                .contains("'setsid'");
        for (String program : List.of("setsid", "grep", "rm", "rmdir", "sleep")) {
            Files.createFile(folder.resolve(program)).toFile().setExecutable(!program.equals("rm"));
        }
        assertThat(Prerequisites.missing(procfs, new SearchPath(List.of(folder)))
                        .orElseThrow())
                .contains("'rm'");
        folder.resolve("rm").toFile().setExecutable(true);
        assertThat(Prerequisites.missing(procfs, new SearchPath(List.of(folder))))
                .isEmpty();
    }
}
