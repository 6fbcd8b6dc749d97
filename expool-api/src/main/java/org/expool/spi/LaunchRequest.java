package org.expool.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.expool.Input;
import org.expool.MemorySize;
import org.expool.Output;
import org.jspecify.annotations.Nullable;

/**
 * A process to start. Immutable and thread-safe.
 *
 * @param id identifies it in events; unique in its session
 * @param slot the worker that runs it, from 0; no two processes use one slot at a time
 * @param command the program, looked up in the PATH of {@code environment} if it has no slash, and its arguments; not empty
 * @param environment all variables of the process; the same instance where many requests share it
 * @param workdir the directory it starts in; null for that of this process
 * @param stdin its standard input
 * @param stdout where standard output goes; never captured or grouped, which the engine turns into a file
 * @param stderr where standard error goes; never captured or grouped
 * @param memoryLimit the memory limit of all its processes, if the kernel can enforce it; applied by cells, ignored by
 *     launchers; null for no limit
 * @param steps applied in this order, the prefix of the first one coming first
 */
public record LaunchRequest(
        long id,
        int slot,
        List<String> command,
        Map<String, String> environment,
        @Nullable Path workdir,
        Input stdin,
        Output stdout,
        Output stderr,
        @Nullable MemorySize memoryLimit,
        List<LaunchStep> steps) {

    /** The same request with other variables and steps. */
    public LaunchRequest with(Map<String, String> variables, List<LaunchStep> otherSteps) {
        return new LaunchRequest(id, slot, command, variables, workdir, stdin, stdout, stderr, memoryLimit, otherSteps);
    }
}
