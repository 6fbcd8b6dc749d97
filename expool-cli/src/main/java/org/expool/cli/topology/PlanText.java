package org.expool.cli.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.expool.core.affinity.AffinityPlan;
import org.expool.core.affinity.AffinitySlot;

/** Formats a plan as a table for people. Stateless. */
public final class PlanText {

    private PlanText() {}

    /** Lines of text with their ends. */
    public static String of(AffinityPlan plan) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("slot", "cpus", "memory", "level", "kind", "sharers"));
        for (int i = 0; i < plan.slots().size(); i++) {
            rows.add(row(i, plan.slots().get(i)));
        }
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        String table = rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
        String alike = plan.symmetric() ? " slots, all alike" : " slots, not all alike";
        return table + "\n"
                + (plan.slots().size() == 1 ? "1 slot" : plan.slots().size() + alike) + "; unused CPUs: "
                + (plan.unusedCpus().isEmpty() ? "none" : plan.unusedCpus()) + "\n";
    }

    private static List<String> row(int number, AffinitySlot slot) {
        String sharers = slot.sharers().entrySet().stream()
                .map(level -> level.getKey().label() + " " + level.getValue())
                .collect(Collectors.joining(", "));
        return List.of(
                Integer.toString(number),
                slot.cpus().toString(),
                slot.memoryNodes().isEmpty() ? "-" : slot.memoryNodes().toString(),
                slot.level().label(),
                slot.kind() == null ? "-" : slot.kind().toString(),
                sharers);
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing() + "\n";
    }
}
