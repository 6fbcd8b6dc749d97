package org.expool.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import java.util.Set;
import org.expool.core.schedule.JobEntry;
import org.expool.tests.support.HouseModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** How classes are written, whatever they are for. */
@TestInstance(Lifecycle.PER_CLASS) // the classes are read once
class HouseRulesTest {

    private static final Set<String> GENERIC = Set.of(
            Throwable.class.getName(),
            Exception.class.getName(),
            RuntimeException.class.getName(),
            Error.class.getName());

    private final JavaClasses all = Imported.all();

    @Test
    void onlyProgramsWriteToTheStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.expool.cli..", "org.expool.bench..")
                .should(ACCESS_STANDARD_STREAMS)
                .check(all);
    }

    @Test
    void thrownExceptionsSayWhatTheyAre() {
        noClasses()
                .should()
                .callConstructorWhere(describe(
                        "makes a generic exception",
                        (JavaConstructorCall call) ->
                                GENERIC.contains(call.getTargetOwner().getName())
                                        && !call.getOriginOwner().isAssignableTo(Throwable.class)))
                .check(all);
    }

    /** They are counted as they change. */
    @Test
    void onlyTheCountersChangeTheStateOfJobs() {
        assertThat(all.get(JobEntry.class).tryGetField("state")).isPresent();
        assertThat(all.get("org.expool.core.schedule.AttemptState").tryGetField("termination"))
                .isPresent();
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.expool.core.schedule.JobCounters")
                .and()
                .doNotHaveFullyQualifiedName(JobEntry.class.getName()) // its first one
                .should()
                .setField(JobEntry.class.getName(), "state")
                .orShould()
                .setField("org.expool.core.schedule.AttemptState", "termination")
                .check(all);
    }

    @Test
    void nothingSleeps() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .check(all);
    }

    @Test
    void staticStateDoesNotChange() {
        fields().that().areStatic().should().beFinal().check(all);
    }

    @Test
    void namesSayWhatAClassIsFor() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .check(all);
    }

    @Test
    void contractsCarryNoAnnotationsOfAContainer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google..", "jakarta..", "javax.inject..", "org.springframework..")
                .check(Imported.of(HouseModule.API));
    }
}
