package org.expool.cli.topology;

import org.expool.core.affinity.AffinityPlan;
import org.expool.core.affinity.AffinitySlot;
import tools.jackson.core.JsonGenerator;

/** Writes one plan. Stateless. */
final class PlanJson {

    private PlanJson() {}

    static void write(AffinityPlan plan, JsonGenerator json) {
        json.writeBooleanProperty("symmetric", plan.symmetric());
        json.writeStringProperty("unusedCpus", plan.unusedCpus().toString());
        json.writeName("slots");
        json.writeStartArray();
        plan.slots().forEach(slot -> writeSlot(slot, json));
        json.writeEndArray();
    }

    private static void writeSlot(AffinitySlot slot, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("cpus", slot.cpus().toString());
        json.writeStringProperty("memoryNodes", slot.memoryNodes().toString());
        json.writeStringProperty("level", slot.level().label());
        Integer kind = slot.kind();
        if (kind == null) {
            json.writeNullProperty("kind");
        } else {
            json.writeNumberProperty("kind", kind);
        }
        json.writeName("sharers");
        json.writeStartObject();
        slot.sharers().forEach((level, count) -> json.writeNumberProperty(level.label(), count));
        json.writeEndObject();
        json.writeEndObject();
    }
}
