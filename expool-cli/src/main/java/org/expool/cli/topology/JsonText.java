package org.expool.cli.topology;

import java.io.StringWriter;
import java.util.function.Consumer;
import org.expool.CpuTopology;
import org.expool.core.affinity.AffinityPlan;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** JSON objects of one line each, with their schemas. Fields are only ever added. Thread-safe. */
public final class JsonText {

    private final JsonFactory factory = new JsonFactory();

    /** With the usual settings of JSON. */
    public JsonText() {}

    /**
     * {@code expool/topology/v1}.
     *
     * @param name what the machine is called
     */
    public String of(String name, CpuTopology topology) {
        return object("expool/topology/v1", json -> new TopologyJson(topology, json).write(name));
    }

    /** {@code expool/plan/v1}. */
    public String of(AffinityPlan plan) {
        return object("expool/plan/v1", json -> PlanJson.write(plan, json));
    }

    private String object(String schema, Consumer<JsonGenerator> content) {
        StringWriter line = new StringWriter(600);
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("schema", schema);
            content.accept(json);
            json.writeEndObject();
        }
        return line.append('\n').toString();
    }
}
