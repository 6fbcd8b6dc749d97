/**
 * Launching processes by posix_spawn.
 *
 * <p>The way of one request: the session files it under its id and puts it into the mailbox of its slot's spawner; the
 * spawner thread opens the streams, runs the launch steps, spawns and reports the start. The spawner of one of the first 64
 * slots then waits for its process itself (docs/adr/0015). Those of all others share spawners, which hand their processes to
 * the reaper: it has no thread of its own, but is where the engine's thread waits, in epoll for pidfds (docs/adr/0005).
 * Whoever learns of the end ends what is left of the process's group, collects its status and reports the exit.
 */
@org.jspecify.annotations.NullMarked
package org.expool.linux.launch;
