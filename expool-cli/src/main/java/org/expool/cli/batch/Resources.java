package org.expool.cli.batch;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.expool.PoolBuilder;
import org.expool.Resource;
import org.expool.cli.read.DidYouMean;
import org.expool.cli.read.Fields;
import org.expool.cli.read.Values;

/**
 * The named resources of a batch's pool. Immutable and thread-safe.
 *
 * @param counts units by name; the largest number where the count is invalid
 */
record Resources(Map<String, Integer> counts) {

    Resources {
        counts = Map.copyOf(counts);
    }

    static Resources none() {
        return new Resources(Map.of());
    }

    /** Reads the pool's {@code resources} into the builder. */
    static Resources declare(Fields pool, PoolBuilder builder) {
        Map<String, Integer> counts = new HashMap<>();
        pool.readWithin("resources", declared -> {
            for (String name : declared.keys()) {
                Optional<Resource> resource = resource(declared, name);
                resource.ifPresent(builder::resource);
                counts.put(name, resource.map(Resource::count).orElse(Integer.MAX_VALUE));
            }
        });
        return new Resources(counts);
    }

    private static Optional<Resource> resource(Fields declared, String name) {
        if (!declared.isMapping(name)) {
            if (declared.isNull(name)) {
                declared.error(name, "expected a number of units, as in {" + name + ": 2}");
            }
            return declared.get(name, Values::count)
                    .flatMap(count -> declared.attempt(name, () -> Resource.of(name, count)));
        }
        return declared.within(name, parts -> resource(declared, name, parts));
    }

    private static Optional<Resource> resource(Fields declared, String name, Fields parts) {
        if (parts.isNull("count")) {
            parts.error("needs a count, as in {count: 2, variable: CUDA_VISIBLE_DEVICES}");
        }
        Optional<String> variable = parts.get("variable", Values::text);
        return parts.get("count", Values::count)
                .flatMap(count -> declared.attempt(
                        name,
                        () -> variable.map(it -> new Resource(name, count, it))
                                .orElseGet(() -> Resource.of(name, count))));
    }

    /** The units that a job's {@code resources} request; reports those that the pool does not have. */
    Map<String, Integer> demandedBy(Fields job) {
        Map<String, Integer> units = new LinkedHashMap<>();
        job.readWithin("resources", demands -> {
            for (String name : demands.keys()) {
                demands.get(name, Values::count).ifPresent(count -> {
                    check(demands, name, count);
                    units.put(name, count);
                });
            }
        });
        return units;
    }

    private void check(Fields demands, String name, int count) {
        Integer available = counts.get(name);
        if (available == null) {
            String known = counts.isEmpty() ? "; it has none, see the pool's resources" : "";
            demands.error(name, "is not a resource of the pool" + DidYouMean.hint(name, counts.keySet()) + known);
        } else if (count > available) {
            demands.error(name, "the pool has only " + available + ", so the job could never start");
        }
    }
}
