package org.expool.bench.sampling;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.expool.MemoryKind;
import org.expool.MemoryMeasure;
import org.expool.bench.machine.BenchException;
import org.expool.bench.machine.Workplace;
import org.expool.spi.MemoryQuery;

/** Jobs of several processes each, all of which wait for a pipe of this JVM to close, and end when it does. */
final class IdleJobs {

    private final List<Process> shells = new ArrayList<>();

    IdleJobs(Workplace workplace, int jobs, int processesOfEach) {
        String script = "exec 3<&0; i=1; while [ $i -lt " + processesOfEach
                + " ]; do cat <&3 >/dev/null & i=$((i+1)); done; echo; wait";
        for (int i = 0; i < jobs; i++) {
            Process shell = workplace.start(new ProcessBuilder("sh", "-c", script));
            workplace.atEnd(() -> end(shell));
            shells.add(shell);
        }
        shells.forEach(IdleJobs::awaitLine);
    }

    private static void end(Process shell) {
        try {
            shell.getOutputStream().close();
            shell.waitFor();
        } catch (IOException | InterruptedException e) {
            throw new BenchException("processes of a job may be left: " + e.getMessage(), e);
        }
    }

    private static void awaitLine(Process shell) {
        try {
            new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.US_ASCII)).readLine();
        } catch (IOException e) {
            throw new BenchException("a job of processes that wait did not start: " + e.getMessage(), e);
        }
    }

    List<Long> pids() {
        return shells.stream().map(Process::pid).toList();
    }

    MemoryQuery query() {
        return new MemoryQuery(
                pids().stream().map(MemoryQuery.Root::of).toList(), MemoryKind.TREE, MemoryMeasure.RESIDENT);
    }

    long processes() {
        return shells.stream()
                .mapToLong(shell -> 1 + shell.descendants().count())
                .sum();
    }
}
