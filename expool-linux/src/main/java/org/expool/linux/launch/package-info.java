/**
 * Launching processes by posix_spawn.
 *
 * <p>The path of one request: the session registers it by its id and puts it into the mailbox of its slot's spawner. The
 * spawner thread opens the streams, calls the launch steps, spawns and reports the start. The spawner of one of the first 64
 * slots then waits for its process itself (docs/adr/0015). All other slots share spawners, which hand their processes to the
 * reaper: it has no thread, but the engine's thread waits in it, by epoll for pidfds (docs/adr/0005). The thread that
 * notices the exit kills the rest of the process group, collects the status and reports the exit.
 */
@org.jspecify.annotations.NullMarked
package org.expool.linux.launch;
