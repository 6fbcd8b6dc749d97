/*
 * The reference: what one thread can start by posix_spawn when it does nothing else. The same attributes and file
 * actions as the pool's native launcher, laid out once; wait4 with rusage; each exit starts the next at once.
 *
 * spawnloop JOBS WORKERS PROGRAM
 *     runs PROGRAM so often and prints the nanoseconds from the first call to the last end.
 * spawnloop JOBS WORKERS PROGRAM SLOTS MICROS TIMES
 *     runs PROGRAM SLOTS <number of the job> MICROS, and writes for each job two 64-bit numbers to the file TIMES, as
 *     of CLOCK_MONOTONIC: when it was started, just before posix_spawn, and when its end was noticed.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

struct times {
    int64_t started, noticed;
};

static struct times *times;
static pid_t *running; /* by worker; 0 for none */
static long *job_of;   /* by worker */
static char **words;
static char number[24];
static posix_spawnattr_t attributes;
static posix_spawn_file_actions_t actions;

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static void fail(const char *what, int error) {
    fprintf(stderr, "spawnloop: %s%s%s\n", what, error ? ": " : "", error ? strerror(error) : "");
    exit(1);
}

static void prepare(void) {
    sigset_t all, none;
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null < 0)
        fail("/dev/null", errno);
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, null, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions, 3);
}

static void start(int worker, long job) {
    snprintf(number, sizeof number, "%ld", job);
    job_of[worker] = job;
    times[job].started = now();
    int error = posix_spawn(&running[worker], words[0], &actions, &attributes, words, environ);
    if (error)
        fail(words[0], error);
}

static int finish(int workers) {
    int status, worker = 0;
    struct rusage usage;
    pid_t pid = wait4(-1, &status, 0, &usage);
    int64_t noticed = now();
    if (pid < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        fail("a job did not succeed", 0);
    while (worker < workers && running[worker] != pid)
        worker++;
    if (worker == workers)
        fail("an unknown child ended", 0);
    times[job_of[worker]].noticed = noticed;
    return worker;
}

int main(int argc, char **argv) {
    if (argc != 4 && argc != 7)
        fail("usage: JOBS WORKERS PROGRAM [SLOTS MICROS TIMES]", 0);
    long jobs = atol(argv[1]), begun = 0;
    int workers = atoi(argv[2]);
    char *alone[] = {argv[3], NULL};
    char *numbered[] = {argv[3], argc == 7 ? argv[4] : NULL, number, argc == 7 ? argv[5] : NULL, NULL};
    words = argc == 7 ? numbered : alone;
    times = calloc(jobs, sizeof *times);
    running = calloc(workers, sizeof *running);
    job_of = calloc(workers, sizeof *job_of);
    if (!times || !running || !job_of)
        fail("no memory", 0);
    memset(times, 1, jobs * sizeof *times); /* no page fault between two jobs */
    prepare();
    int64_t begin = now();
    while (begun < workers && begun < jobs) {
        start(begun, begun);
        begun++;
    }
    for (long ended = 0; ended < jobs; ended++) {
        int worker = finish(workers);
        if (begun < jobs)
            start(worker, begun++);
    }
    printf("%lld\n", (long long)(now() - begin));
    if (argc == 7) {
        FILE *file = fopen(argv[6], "w");
        if (!file || fwrite(times, sizeof *times, jobs, file) != (size_t)jobs || fclose(file))
            fail(argv[6], errno);
    }
    return 0;
}
