package org.expool.tests.endings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.expool.ExecPool;
import org.expool.ProviderChoice;
import org.expool.spi.Availability;
import org.expool.spi.Containment;
import org.expool.spi.Guarantee;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every ending in every strict cell of this host: the right cause, the right details, the right numbers. */
@Tag("slow")
@ExtendWith(NoLeaks.class)
class EndingsMatrixTest {

    @TempDir
    Path dir;

    @TestFactory
    Stream<DynamicNode> atEveryStrictLevel() {
        return ServiceLoader.load(Containment.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.guarantee() == Guarantee.STRICT)
                .map(this::allIn);
    }

    /** All endings with the containment that a pool chooses; with the others those that depend on it. */
    private DynamicNode allIn(Containment containment) {
        Availability availability = containment.availability();
        if (availability instanceof Availability.Unavailable absent) {
            return DynamicTest.dynamicTest(
                    containment.name(), () -> Assumptions.abort("not run: not available here: " + absent.reason()));
        }
        Stream<List<Ending>> endings = Stream.of(OwnEndings.all(), ForeignLimits.all(), MeasuredEndings.all());
        if (containment.name().equals(chosen())) {
            endings = Stream.concat(
                    endings, Stream.of(TimedEndings.all(), CancelledEndings.all(), UnstartedEndings.all()));
        }
        return DynamicContainer.dynamicContainer(
                containment.name(),
                endings.flatMap(List::stream)
                        .map(ending -> DynamicTest.dynamicTest(
                                containment.name() + ": " + ending.name(), () -> play(containment, ending))));
    }

    private static String chosen() {
        try (ExecPool pool = ExecPool.builder().workers(1).build()) {
            return pool.providers().stream()
                    .filter(choice -> choice.ability().equals("Containment"))
                    .map(ProviderChoice::chosen)
                    .collect(Collectors.joining());
        }
    }

    private void play(Containment containment, Ending ending) throws Exception {
        ending.truth().accept(ending.play().on(new Stage(containment.name(), newFolder())));
    }

    private Path newFolder() throws IOException {
        return Files.createTempDirectory(dir, "stage");
    }
}
