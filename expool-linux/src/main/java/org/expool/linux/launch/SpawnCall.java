package org.expool.linux.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.expool.linux.kernel.CStrings;
import org.expool.linux.kernel.Errno;
import org.expool.linux.kernel.NativeBlock;
import org.jspecify.annotations.Nullable;

/**
 * Calls posix_spawn repeatedly, reusing its native memory. Not thread-safe.
 *
 * <p>Use: {@link #prepare}, {@link #execute}.
 */
final class SpawnCall implements AutoCloseable {

    private static final String SHELL = "/bin/sh";

    private final SpawnAttributes plain;
    private final Map<Integer, SpawnAttributes> intoGroups = new HashMap<>();
    private SpawnAttributes attributes;
    private final CStrings path = new CStrings();
    private final CStrings arguments = new CStrings();
    private final EnvironmentBlock environment = new EnvironmentBlock();
    private final FileActions actions = new FileActions();
    private final NativeBlock pid = NativeBlock.ofBytes(Long.BYTES);
    private String program = "";
    private List<String> words = List.of();
    private long variables;

    SpawnCall(SpawnAttributes attributes) {
        this.plain = attributes;
        this.attributes = attributes;
    }

    /**
     * Prepares one call.
     *
     * @param file the program to execute, absolute or relative to workdir
     * @param argv the arguments, beginning with the program's name
     * @param workdir absolute; null for that of this process
     * @param group the open folder of the cgroup to spawn into; negative for that of this thread
     * @throws SystemCallException if there is no memory
     */
    void prepare(
            String file, List<String> argv, Map<String, String> envp, @Nullable Path workdir, Stdio stdio, int group) {
        attributes = group < 0 ? plain : intoGroups.computeIfAbsent(group, SpawnAttributes::into);
        program = file;
        words = argv;
        variables = environment.address(envp);
        actions.prepare(stdio, workdir == null ? null : workdir.toString());
    }

    /**
     * Spawns the process.
     *
     * @return 0, or the error
     */
    int execute() {
        int error = execute(program, words);
        if (error != Errno.ENOEXEC) {
            return error;
        }
        // Like execvp, runs a script without #! in the shell.
        List<String> script = new ArrayList<>(List.of(SHELL, program));
        script.addAll(words.subList(1, words.size()));
        return execute(SHELL, script);
    }

    /** The pid of the process that {@link #execute} spawned. */
    int pid() {
        return pid.buffer().getInt(0);
    }

    /** The size of all arguments and variables. */
    int bytes() {
        return arguments.size() + environment.size();
    }

    @Override
    public void close() {
        actions.close();
        intoGroups.values().forEach(SpawnAttributes::close);
    }

    private int execute(String file, List<String> argv) {
        return PosixSpawn.posix_spawn(
                pid.address(),
                path.string(file),
                actions.address(),
                attributes.address(),
                arguments.array(argv),
                variables);
    }
}
