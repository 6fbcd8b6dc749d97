package org.expool.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.expool.tests.support.HouseModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The allowed dependencies of modules: the table in the design, and no cycles. */
class ModuleDependenciesTest {

    @ParameterizedTest
    @EnumSource
    void dependOnlyOnWhatTheDesignAllows(HouseModule module) {
        classes()
                .should()
                .onlyDependOnClassesThat(describe("the module may use", used -> {
                    JavaClass type = used.getBaseComponentType();
                    return type.isPrimitive() || module.mayUse(type.getPackageName());
                }))
                .check(Imported.of(module));
    }

    @ParameterizedTest
    @EnumSource
    void containOnlyTheirOwnPackages(HouseModule module) {
        assertThat(Imported.of(module))
                .allSatisfy(type -> assertThat(module.owns(type.getPackageName()))
                        .as("%s belongs to %s", type.getName(), module.artifact())
                        .isTrue());
    }

    @Test
    void nameGuiceOnlyInThePackageMadeForIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.expool.core.guice")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.inject..", "jakarta.inject..")
                .check(Imported.all());
    }

    @Test
    void haveNoCyclesOfPackages() {
        slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(Imported.all());
    }

    /** Listeners get events, which contain jobs: these two packages are one API. */
    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            return name.startsWith("org.expool")
                    ? SliceIdentifier.of(name.equals("org.expool.event") ? "org.expool" : name)
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages of expool";
        }
    }
}
