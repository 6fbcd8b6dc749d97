package org.expool.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Arrays;
import org.expool.tests.support.HouseModule;

/** The classes that rules are applied to. Fewer classes than source files are an error: no classes satisfy any rule. */
final class Imported {

    private Imported() {}

    static JavaClasses of(HouseModule... modules) {
        JavaClasses classes = new ClassFileImporter()
                .importPaths(Arrays.stream(modules).map(HouseModule::classes).toList());
        for (HouseModule module : modules) {
            assertThat(classes.stream()
                            .filter(type -> module.owns(type.getPackageName()))
                            .filter(type -> type.isTopLevelClass()
                                    && !type.getSimpleName().equals("package-info")))
                    .as("top-level classes of %s", module.artifact())
                    .hasSizeGreaterThanOrEqualTo(module.sourceFiles());
        }
        return classes;
    }

    static JavaClasses all() {
        return of(HouseModule.values());
    }
}
