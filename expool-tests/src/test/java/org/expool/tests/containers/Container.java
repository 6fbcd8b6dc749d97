package org.expool.tests.containers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.ExecConfig;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.IsRunningStartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * A container without a network, with this host's programs and the tests' class path, both read-only. Not thread-safe.
 */
final class Container implements AutoCloseable {

    private static final String IMAGE = System.getenv("EXPOOL_TEST_IMAGE");

    private static final ReadableClassPath CLASS_PATH = ReadableClassPath.make();

    private final GenericContainer<?> container;

    private Container(GenericContainer<?> container) {
        this.container = container;
    }

    /**
     * Starts one; skips the test without a container engine.
     *
     * @param more further settings
     */
    static Container start(Consumer<HostConfig> more) {
        assumeTrue(IMAGE != null, "not run: no container engine; tests/containers/with-engine starts one");
        // Closed by the caller, or here.
        @SuppressWarnings("resource")
        GenericContainer<?> made = new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withImagePullPolicy(name -> false)
                .withNetworkMode("none")
                .withStartupCheckStrategy(new IsRunningStartupCheckStrategy())
                .withCommand("sleep", "600")
                .withCreateContainerCmdModifier(command -> {
                    HostConfig host = command.getHostConfig();
                    host.withBinds(bind(Path.of("/usr"), AccessMode.ro), bind(CLASS_PATH.folder(), AccessMode.ro));
                    more.accept(host);
                });
        Container container = new Container(made);
        try {
            made.start();
            return container;
        } catch (RuntimeException e) {
            container.close();
            throw e;
        }
    }

    /** A folder of the host, if it exists here. */
    static Bind bind(Path folder, AccessMode mode) {
        return new Bind(folder.toString(), new Volume(folder.toString()), mode);
    }

    /** In addition to what is bound already. */
    static void add(HostConfig host, Bind bind) {
        List<Bind> binds = new ArrayList<>(List.of(host.getBinds()));
        binds.add(bind);
        host.withBinds(binds);
    }

    /** Runs a program to its end, as this user. */
    ExecResult run(String user, List<String> command) throws IOException, InterruptedException {
        return container.execInContainer(ExecConfig.builder()
                .user(user)
                .command(command.toArray(String[]::new))
                .build());
    }

    /** Runs a class with the tests' class path in a separate JVM; options of the JVM come before the class. */
    ExecResult java(String user, String first, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                CLASS_PATH.joined(),
                first));
        command.addAll(List.of(more));
        return run(user, command);
    }

    @Override
    public void close() {
        container.stop();
    }
}
