package org.expool.tests.endings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.expool.ExecPool;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.testkit.NoLeaks;
import org.expool.tests.process.Jobs;
import org.expool.tests.process.Launchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A job whose exit status another part of this process has collected. */
@ExtendWith(NoLeaks.class)
class LostEndingTest {

    private static final int TRIES = 300;

    @TempDir
    Path dir;

    @Test
    void isSaidToBeLost() throws Exception {
        assumeTrue(Platform.isLinux(), "not run: no Linux");
        assertThat(lost()).hasValueSatisfying(result -> {
            assertThat(result.outcome().kind()).isEqualTo(Outcome.Kind.LOST);
            assertThat(result.exitCode()).isNull();
            assertThat(result.pid()).isPositive();
            assertThat(result.starts()).isEqualTo(1);
        });
    }

    /** Both wait for the same process, so it takes a few tries until we are the first. */
    private Optional<JobResult> lost() throws Exception {
        Function waitpid = Function.getFunction("c", "waitpid");
        try (ExecPool pool = Launchers.pool(Launchers.NATIVE, 1).build()) {
            for (int i = 0; i < TRIES; i++) {
                Path file = dir.resolve("pid" + i);
                JobHandle job = pool.submit(Jobs.shell("job", "echo $$ >" + file + "; sleep 0.02; exit 3")
                        .build());
                Jobs.awaitText(file, "\n");
                int pid = Integer.parseInt(Files.readString(file).strip());
                waitpid.invokeInt(new Object[] {pid, null, 0});
                JobResult result = job.await();
                if (result.outcome() instanceof Outcome.Lost) {
                    return Optional.of(result);
                }
                assertThat(result.outcome()).isEqualTo(new Outcome.Failed(3));
            }
        }
        return Optional.empty();
    }
}
