/**
 * Launching processes by posix_spawn.
 *
 * <p>The way of one request: the session files it under its id and puts it into the mailbox of its slot's spawner; the
 * spawner thread opens the streams, runs the launch steps, spawns, reports the start and hands the process to the
 * reaper; the reaper thread waits in epoll for the process's pidfd, ends what is left of its group, collects its status
 * and reports the exit.
 */
@org.jspecify.annotations.NullMarked
package org.expool.linux.launch;
