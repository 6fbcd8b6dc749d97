package org.expool.tests.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.multibindings.Multibinder;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.PoolProvider;
import org.expool.ProviderChoice;
import org.expool.core.guice.ExpoolModule;
import org.expool.spi.ProcessLauncher;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A provider bound explicitly, in a program that is wired by Guice. */
@ExtendWith(NoLeaks.class)
class GuiceDiscoveryTest {

    @Test
    void aBoundProviderIsTakenAndNothingElseIsSearchedFor() throws InterruptedException {
        PoolProvider engine = Guice.createInjector(new ExpoolModule(), new MakeBelieveModule())
                .getInstance(PoolProvider.class);
        try (ExecPool pool = engine.builder().workers(1).build()) {
            assertThat(pool.run(Job.of("greet", Command.of("echo", "hello"))).exitCode())
                    .isEqualTo(42);
            assertThat(launcherOf(pool).chosen()).isEqualTo("make-believe");
            assertThat(launcherOf(pool).rejected())
                    .extracting(ProviderChoice.Rejected::name)
                    .containsExactly("process-builder");
        }
    }

    @Test
    void withoutAnyBoundProviderTheEnginesOwnLauncherRunsJobs() throws InterruptedException {
        PoolProvider engine = Guice.createInjector(new ExpoolModule()).getInstance(PoolProvider.class);
        try (ExecPool pool = engine.builder().workers(1).build()) {
            assertThat(pool.run(Job.of("fail", Command.of("sh", "-c", "exit 3")))
                            .exitCode())
                    .isEqualTo(3);
            assertThat(launcherOf(pool).chosen()).isEqualTo("process-builder");
        }
    }

    private static ProviderChoice launcherOf(ExecPool pool) {
        return pool.providers().stream()
                .filter(choice -> choice.ability().equals("ProcessLauncher"))
                .findFirst()
                .orElseThrow();
    }

    private static final class MakeBelieveModule extends AbstractModule {
        @Override
        protected void configure() {
            Multibinder.newSetBinder(binder(), ProcessLauncher.class)
                    .addBinding()
                    .to(MakeBelieveLauncher.class);
        }
    }
}
