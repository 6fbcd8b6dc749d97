package org.expool.cli.batch;

import org.expool.PoolBuilder;
import org.expool.cli.read.Diagnostics;
import org.expool.cli.read.Fields;
import org.expool.cli.read.Node;
import org.expool.cli.read.Values;
import org.expool.core.discovery.Abilities;

/** Reads the pool's settings into a builder. Stateless. */
final class PoolReader {

    private PoolReader() {}

    /**
     * Reads the mapping and checks the settings at once, so that each problem is reported with its line.
     *
     * @return the resources that jobs can request
     */
    static Resources read(Node.Mapping mapping, PoolBuilder builder, Diagnostics diagnostics) {
        return Fields.read(mapping, diagnostics, fields -> read(fields, builder));
    }

    private static Resources read(Fields fields, PoolBuilder builder) {
        fields.read("name", Values::text, builder::name);
        fields.read("workers", Values::count, builder::workers);
        fields.read("timeout", Values::duration, builder::timeout);
        fields.read("cpuTimeout", Values::duration, builder::cpuTimeout);
        fields.read("silenceTimeout", Values::duration, builder::silenceTimeout);
        fields.read("queueTimeout", Values::duration, builder::queueTimeout);
        fields.read("grace", Values::duration, builder::grace);
        fields.read("samplingInterval", Values::duration, builder::samplingInterval);
        fields.read("chaining", Values::flag, builder::chaining);
        fields.readWithin("categories", categories -> readCategories(categories, builder));
        MemoryReader.read(fields, builder);
        AffinityReader.read(fields, builder);
        fields.readWithin("providers", names -> readProviders(names, builder));
        Resources resources = Resources.declare(fields, builder);
        fields.attempt(builder::settings);
        return resources;
    }

    private static void readCategories(Fields categories, PoolBuilder builder) {
        for (String category : categories.keys()) {
            categories.readWithin(
                    category,
                    settings ->
                            settings.read("chaining", Values::flag, enabled -> builder.chaining(category, enabled)));
        }
    }

    private static void readProviders(Fields names, PoolBuilder builder) {
        for (String ability : Abilities.names()) {
            names.read(ability, Values::text, name -> builder.provider(ability, name));
        }
    }
}
