package org.expool.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.expool.tests.support.HouseModule;
import org.junit.jupiter.api.Test;

/** The packages that core exports to all: only those that an application that embeds the engine needs. */
class OpenPackagesTest {

    @Test
    void coreExportsThreePackagesToEverybody() throws IOException {
        assertThat(descriptor().exports().stream()
                        .filter(exports -> !exports.isQualified())
                        .map(Exports::source))
                .containsExactlyInAnyOrder("org.expool.core.affinity", "org.expool.core.guice", "org.expool.core.pool");
    }

    @Test
    void coreExportsTheOthersOnlyToModulesThatMayUseCore() throws IOException {
        Set<String> users = Arrays.stream(HouseModule.values())
                .filter(module -> module.mayUse("org.expool.core.schedule"))
                .map(HouseModule::moduleName)
                .collect(Collectors.toSet());
        List<Exports> qualified =
                descriptor().exports().stream().filter(Exports::isQualified).toList();
        assertThat(qualified).allSatisfy(exports -> assertThat(users).containsAll(exports.targets()));
    }

    private static ModuleDescriptor descriptor() throws IOException {
        try (InputStream in = Files.newInputStream(HouseModule.CORE.classes().resolve("module-info.class"))) {
            return ModuleDescriptor.read(in);
        }
    }
}
