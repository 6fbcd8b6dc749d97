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
 * @param id names it in events, unique in its session
 * @param slot which of the pool's workers it will be, from 0; no two processes hold one slot at a time
 * @param command the program, to be looked up in the PATH of {@code environment} if it has no slash, and its arguments;
 *     not empty
 * @param environment all variables the process gets; the same instance where many requests share it
 * @param workdir the directory it starts in; null for that of this process
 * @param stdin what it reads
 * @param stdout where standard output goes; never captured or grouped, which the engine turns into a file
 * @param stderr where standard error goes; never captured or grouped
 * @param memoryLimit the most that all its processes may hold, if the kernel can see to it; launchers leave that to the
 *     cells; null for no limit
 * @param steps applied in this order, the first one's words coming first
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
        List<LaunchStep> steps) {}
