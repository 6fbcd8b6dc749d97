package org.expool.linux.containment;

import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import org.expool.linux.proc.PoolId;
import org.expool.linux.proc.Procfs;
import org.jspecify.annotations.Nullable;

/**
 * Marks the processes of a cell by a variable, which their descendants inherit unless they take pains not to, and finds
 * them by it in /proc/PID/environ, wherever they went. A pool inside a job of another pool adds its own mark behind the
 * other's, so that both find it. Immutable and thread-safe.
 *
 * @param mark what the variable contains; ends with a character that no other mark goes on with
 * @param value of the variable
 * @param procfs where to look
 */
record Marker(String mark, String value, Procfs procfs) implements Membership {

    static final String VARIABLE = "EXPOOL_CELL";

    private static final Pattern SLOT = Pattern.compile("\\d{1,9}");

    /** Of a whole pool. */
    static Marker ofPool(PoolId pool, Procfs procfs, @Nullable String inherited) {
        String mark = pool.name() + ".";
        return new Marker(mark, (inherited == null ? "" : inherited) + mark, procfs);
    }

    /** Of one of its cells. */
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

    /** Those that are marked and have not ended. */
    List<Long> members() {
        return procfs.pids().stream().filter(this::isMember).toList();
    }

    @Override
    public boolean isMember(long pid, int slot) {
        return cell(slot).isMember(pid);
    }

    @Override
    public boolean isOver(long pid) {
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
