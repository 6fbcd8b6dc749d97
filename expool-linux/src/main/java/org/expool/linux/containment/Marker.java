package org.expool.linux.containment;

import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import org.expool.linux.proc.PoolId;
import org.expool.linux.proc.Procfs;
import org.jspecify.annotations.Nullable;

/**
 * Marks the processes of a cell by an environment variable, which descendants inherit unless they remove it, and finds them
 * by it in /proc/PID/environ. A pool inside a job of another pool appends its mark to that of the other, so that both find
 * its processes. Immutable and thread-safe.
 *
 * @param mark contained in the variable; its last character ensures that it is no prefix of another mark
 * @param value of the variable
 * @param procfs where processes are read
 */
record Marker(String mark, String value, Procfs procfs) implements Membership {

    static final String VARIABLE = "EXPOOL_CELL";

    private static final Pattern SLOT = Pattern.compile("\\d{1,9}");

    /** The marker of a whole pool. */
    static Marker ofPool(PoolId pool, Procfs procfs, @Nullable String inherited) {
        String mark = pool.name() + ".";
        return new Marker(mark, (inherited == null ? "" : inherited) + mark, procfs);
    }

    Marker cell(int slot) {
        return new Marker(mark + slot + ";", value + slot + ";", procfs);
    }

    Map<String, String> variables() {
        return Map.of(VARIABLE, value);
    }

    @Override
    public int slotOf(long pid) {
        String variables = procfs.environment(pid);
        int begin = variables.indexOf(mark);
        int end = begin < 0 ? -1 : variables.indexOf(';', begin);
        String slot = end < 0 ? "" : variables.substring(begin + mark.length(), end);
        return SLOT.matcher(slot).matches() ? Integer.parseInt(slot) : -1;
    }

    /** The marked processes that have not ended. */
    List<Long> members() {
        return procfs.pids().stream().filter(this::isMember).toList();
    }

    @Override
    public boolean isMember(long pid, int slot) {
        return cell(slot).isMember(pid);
    }

    @Override
    public boolean isGone(long pid) {
        return !procfs.isAlive(pid);
    }

    boolean isMember(long pid) {
        return procfs.environment(pid).contains(mark);
    }

    /** Sends a signal to each; returns whether there was one. */
    boolean signal(int number) {
        LongPredicate meant = this::isMember;
        List<Long> members = members();
        members.forEach(pid -> Kernel.signal(pid, meant, number));
        return !members.isEmpty();
    }
}
