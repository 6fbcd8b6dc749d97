package org.expool.cli.topology;

import org.expool.cli.report.JsonFields;
import org.expool.core.affinity.AffinityPlan;
import org.expool.core.affinity.AffinitySlot;

/** Writes one plan. Stateless. */
final class PlanJson {

    private PlanJson() {}

    static void write(AffinityPlan plan, JsonFields json) {
        json.flag("symmetric", plan.symmetric());
        json.text("unusedCpus", plan.unusedCpus().toString());
        json.objects("slots", plan.slots(), slot -> write(slot, json));
    }

    private static void write(AffinitySlot slot, JsonFields json) {
        json.text("cpus", slot.cpus().toString());
        json.text("memoryNodes", slot.memoryNodes().toString());
        json.text("level", slot.level().label());
        json.number("kind", slot.kind());
        json.object("sharers", () -> slot.sharers().forEach((level, count) -> json.number(level.label(), count)));
    }
}
