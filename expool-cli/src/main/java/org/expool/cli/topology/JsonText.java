package org.expool.cli.topology;

import org.expool.CpuTopology;
import org.expool.cli.report.JsonFields;
import org.expool.core.affinity.AffinityPlan;

/** JSON objects of one line each, with their schemas. Fields are only ever added. Stateless. */
public final class JsonText {

    private JsonText() {}

    /**
     * {@code expool/topology/v1}.
     *
     * @param name the name of the host
     */
    public static String of(String name, CpuTopology topology) {
        return JsonFields.line("expool/topology/v1", json -> new TopologyJson(topology, json).write(name));
    }

    /** {@code expool/plan/v1}. */
    public static String of(AffinityPlan plan) {
        return JsonFields.line("expool/plan/v1", json -> PlanJson.write(plan, json));
    }
}
