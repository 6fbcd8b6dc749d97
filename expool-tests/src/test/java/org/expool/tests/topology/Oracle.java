package org.expool.tests.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.expool.CpuSet;

/**
 * The facts of a recorded host that tests compare. Positions in the file mean nothing, so objects are sets of CPUs.
 *
 * @param numbers counts by name
 * @param allowedCpus what the recorded process may use
 * @param allowedNodes whose memory it may use
 * @param nodes CPUs and bytes by number of the node
 * @param objects the CPUs of each object, by its type
 */
record Oracle(
        Map<String, Integer> numbers,
        CpuSet allowedCpus,
        CpuSet allowedNodes,
        Map<Integer, String> nodes,
        Map<String, List<CpuSet>> objects) {

    private static final Pattern NODE =
            Pattern.compile("\\{\"os\": (\\d+), \"cpus\": \"([^\"]*)\", \"memBytes\": (\\d+)\\}");
    private static final Pattern UNIT = Pattern.compile("\\{\"os\": (\\d+), ([^}]*)\\}");

    static Oracle parse(String json) {
        Map<String, Integer> numbers = results("\"(\\w+(?:Count|Max|Min))\": (\\d+)", json).stream()
                .collect(Collectors.toMap(found -> found.group(1), found -> Integer.valueOf(found.group(2))));
        Map<Integer, String> nodes = results(NODE.pattern(), json).stream()
                .collect(Collectors.toMap(
                        found -> Integer.valueOf(found.group(1)), found -> found.group(2) + " " + found.group(3)));
        Map<String, List<CpuSet>> objects = new TreeMap<>();
        for (String type : List.of("core", "package", "l1", "l2", "l3", "kind")) {
            objects.put(type, objects(json.substring(json.indexOf("\"pus\"")), type));
        }
        return new Oracle(numbers, list("allowedCpus", json), list("allowedNodes", json), nodes, objects);
    }

    private static List<CpuSet> objects(String units, String type) {
        Map<Integer, CpuSet> objects = new TreeMap<>();
        for (MatchResult unit : results(UNIT.pattern(), units)) {
            Matcher number = Pattern.compile("\"" + type + "\": (\\d+)").matcher(unit.group(2));
            if (number.find()) {
                CpuSet cpu = CpuSet.of(Integer.parseInt(unit.group(1)));
                objects.merge(Integer.valueOf(number.group(1)), cpu, CpuSet::union);
            }
        }
        return new ArrayList<>(objects.values());
    }

    private static CpuSet list(String name, String json) {
        return results("\"" + name + "\": \"([^\"]*)\"", json).stream()
                .map(found -> found.group(1))
                .map((Function<String, CpuSet>) CpuSet::parse)
                .findFirst()
                .orElseThrow();
    }

    private static List<MatchResult> results(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().toList();
    }
}
