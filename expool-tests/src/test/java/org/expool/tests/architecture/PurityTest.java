package org.expool.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.time.Clock;
import java.util.Random;
import java.util.Scanner;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.TimerTask;
import java.util.UUID;
import java.util.stream.Stream;
import org.expool.tests.support.HouseModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Decisions are functions of their input: the scheduler, the models of memory, the plans for CPUs and the simulator use
 * no clock, no thread, no file, no process and no random number without a seed. Therefore a simulated run can be
 * repeated from its seed.
 */
@TestInstance(Lifecycle.PER_CLASS) // the classes are read once
class PurityTest {

    private static final String[] PURE = {
        "org.expool.core.schedule..",
        "org.expool.core.memory..",
        "org.expool.core.affinity..",
        "org.expool.core.dependency..",
        "org.expool.core.resource..",
        "org.expool.simulator",
        "org.expool.simulator.scenario..",
        "org.expool.simulator.trace..",
    };

    /** Takes over from the engine's threads and writes the files of simulated processes, but its time is the test's. */
    private static final String MANUAL = "org.expool.simulator.manual..";

    private static final Set<String> ALLOWED_PACKAGES = Set.of(
            "java.lang",
            "java.lang.annotation",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.lang.runtime",
            "java.math",
            "java.time",
            "java.util",
            "java.util.function",
            "java.util.stream");

    /** Classes of the allowed packages that have side effects or read the environment. */
    private static final Set<Class<?>> IMPURE = Set.of(
            Thread.class,
            ThreadGroup.class,
            ThreadLocal.class,
            InheritableThreadLocal.class,
            Process.class,
            ProcessBuilder.class,
            ProcessHandle.class,
            Runtime.class,
            Clock.class,
            Timer.class,
            TimerTask.class,
            Scanner.class,
            UUID.class);

    private static final Set<String> PURE_METHODS_OF_SYSTEM = Set.of("arraycopy", "identityHashCode");

    private final JavaClasses all = Imported.all();

    /** A rule for a package without classes says nothing. */
    @Test
    void eachOfThesePackagesHasClasses() {
        assertThat(Stream.concat(Stream.of(PURE), Stream.of(MANUAL)))
                .allSatisfy(name -> assertThat(all.that(JavaClass.Predicates.resideInAPackage(name)))
                        .as(name)
                        .isNotEmpty());
    }

    @Test
    void decidingCodeUsesNoClockThreadFileOrProcess() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat(describe("read or change the world", PurityTest::isImpure))
                .check(all);
    }

    @Test
    void decidingCodeReadsNoClockAndNoUnseededRandomNumber() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .or()
                .resideInAPackage(MANUAL)
                .should()
                .accessTargetWhere(READS_CLOCK_OR_CHANCE)
                .check(all);
    }

    @Test
    void decidingCodeDependsOnlyOnDecidingCode() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat(describe(
                        "are of core, but not of a pure package",
                        type -> HouseModule.CORE.owns(
                                        type.getBaseComponentType().getPackageName())
                                && !JavaClass.Predicates.resideInAnyPackage(PURE)
                                        .test(type.getBaseComponentType())))
                .check(all);
    }

    private static boolean isImpure(JavaClass used) {
        JavaClass type = used.getBaseComponentType();
        return !type.isPrimitive()
                && type.getPackageName().startsWith("java")
                && (!ALLOWED_PACKAGES.contains(type.getPackageName())
                        || IMPURE.stream().anyMatch(impure -> type.isEquivalentTo(impure)));
    }

    private static final DescribedPredicate<JavaAccess<?>> READS_CLOCK_OR_CHANCE =
            describe("reads a clock or a random number without a seed", access -> {
                JavaClass owner = access.getTargetOwner();
                String name = access.getTarget().getName();
                boolean system = owner.isEquivalentTo(System.class) && !PURE_METHODS_OF_SYSTEM.contains(name);
                boolean now = owner.getPackageName().equals("java.time") && name.equals("now");
                boolean chance = owner.isEquivalentTo(Math.class) && name.equals("random");
                boolean unseeded = (owner.isEquivalentTo(Random.class) || owner.isEquivalentTo(SplittableRandom.class))
                        && name.equals("<init>")
                        && access.getTarget().getFullName().endsWith("<init>()");
                return system || now || chance || unseeded;
            });
}
