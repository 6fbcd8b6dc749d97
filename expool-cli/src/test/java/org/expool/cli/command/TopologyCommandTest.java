package org.expool.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands topology and plan, on a host of two nodes with two cores of two threads each. */
class TopologyCommandTest {

    private static final String XML = """
            <!DOCTYPE topology SYSTEM "hwloc2.dtd">
            <topology version="2.0"><object type="Machine" cpuset="0xff" allowed_cpuset="0xff" allowed_nodeset="0x3">
              <object type="Package" cpuset="0xf">%s</object>
              <object type="Package" cpuset="0xf0">%s</object>
            </object></topology>
            """;

    private final CliTester cli = new CliTester();

    @TempDir
    Path folder;

    private String xml;

    @BeforeEach
    void writeTopology() throws IOException {
        Path file = folder.resolve("small.xml");
        Files.writeString(file, XML.formatted(node(0), node(1)));
        xml = file.toString();
    }

    private static String node(int number) {
        StringBuilder node = new StringBuilder();
        int first = number * 4;
        node.append("<object type='NUMANode' os_index='%d' cpuset='0x%x' local_memory='1073741824'/>"
                .formatted(number, 0xf << first));
        node.append("<object type='L3Cache' cpuset='0x%x' cache_size='1048576' depth='3' cache_type='0'/>"
                .formatted(0xf << first));
        for (int core = first; core < first + 4; core += 2) {
            node.append("<object type='Core' cpuset='0x%x'>".formatted(3 << core));
            node.append("<object type='PU' os_index='%d'/><object type='PU' os_index='%d'/></object>"
                    .formatted(core, core + 1));
        }
        return node.toString();
    }

    @Test
    void refusesAProviderThatIsNotThere() {
        assertThat(cli.run("topology", "--provider", "nix")).isEqualTo(4);
        assertThat(cli.err())
                .contains(
                        "provider 'nix' cannot read the topology of this host: there is no provider 'nix'; there are ",
                        "sysfs");
    }

    @Test
    void drawsTheHostAsBoxes() {
        assertThat(cli.run("topology", "--hwloc-xml", xml, "--allowed", "0-6")).isZero();
        assertThat(cli.outLines())
                .startsWith("8 CPUs, 7 allowed (0-6); 4 cores of up to 2 threads, 2 packages, 2 NUMA nodes; "
                        + "numbered sequential")
                .contains(
                        "┌ package 0 ───────────────────────┐ ┌ package 1 ───────────────────────────┐",
                        "│ ┌ node 0 1.0 GiB ──────────────┐ │ │ ┌ node 1 1.0 GiB ──────────────────┐ │",
                        "│ │ ┌ L3 1.0 MiB ──────────────┐ │ │ │ │ ┌ L3 1.0 MiB ──────────────────┐ │ │",
                        "│ │ │ core 0: 0 1  core 1: 2 3 │ │ │ │ │ │ core 2: 4 5    core 3: 6 (7) │ │ │");
    }

    @Test
    void printsTheHostAsJson() {
        assertThat(cli.run("topology", "--json", "--hwloc-xml", xml)).isZero();
        assertThat(cli.outLines()).hasSize(1);
        assertThat(cli.out())
                .startsWith("{\"schema\":\"expool/topology/v1\",\"name\":\"small\",\"puCount\":8,\"coreCount\":4,"
                        + "\"packageCount\":2,\"l2Count\":0,\"l3Count\":2,\"nodeCount\":2,\"smtWidthMax\":2,"
                        + "\"smtWidthMin\":2,\"allowedCpus\":\"0-7\",\"allowedNodes\":\"0-1\",\"nodes\":["
                        + "{\"os\":0,\"cpus\":\"0-3\",\"memBytes\":1073741824},")
                .contains("{\"os\":5,\"core\":2,\"package\":1,\"l1\":null,\"l2\":null,\"l3\":1,\"node\":1,"
                        + "\"memNodes\":[1],\"kind\":null}");
    }

    @Test
    void printsAPlanAsJson() {
        assertThat(cli.run("plan", "--workers", "3", "--json", "--hwloc-xml", xml))
                .isZero();
        assertThat(cli.out())
                .isEqualTo("{\"schema\":\"expool/plan/v1\",\"symmetric\":false,\"unusedCpus\":\"6-7\",\"slots\":["
                        + "{\"cpus\":\"0-1\",\"memoryNodes\":\"0\",\"level\":\"core\",\"kind\":null,"
                        + "\"sharers\":{\"l3\":2,\"node\":2}},"
                        + "{\"cpus\":\"4-5\",\"memoryNodes\":\"1\",\"level\":\"core\",\"kind\":null,"
                        + "\"sharers\":{\"l3\":1,\"node\":1}},"
                        + "{\"cpus\":\"2-3\",\"memoryNodes\":\"0\",\"level\":\"core\",\"kind\":null,"
                        + "\"sharers\":{\"l3\":2,\"node\":2}}]}\n");
    }

    @Test
    void printsAPlanAsATable() {
        assertThat(cli.run("plan", "--cores", "2", "--use", "thread-per-core", "--hwloc-xml", xml))
                .isZero();
        assertThat(cli.outLines())
                .containsExactly(
                        "slot  cpus  memory  level  kind  sharers",
                        "0     0,2   0       l3     -     l3 1, node 1",
                        "1     4,6   1       l3     -     l3 1, node 1",
                        "",
                        "2 slots, all alike; unused CPUs: 1,3,5,7");
    }

    @Test
    void slotsAreOrderedByNodeOnRequest() {
        assertThat(cli.run("plan", "--threads", "--order", "by-node", "--json", "--hwloc-xml", xml))
                .isZero();
        String byNode = cli.out();
        assertThat(cli.run("plan", "--threads", "--order", "seed", "--json", "--hwloc-xml", xml))
                .as("the older name")
                .isZero();
        assertThat(cli.out()).isEqualTo(byNode);
        assertThat(cli.run("plan", "--order", "sed", "--hwloc-xml", xml)).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("--order: 'sed' is none of cache, by-node");
    }

    @Test
    void whatCannotBePlannedIsSaidWithTheReason() {
        assertThat(cli.run("plan", "--cores", "3", "--hwloc-xml", xml)).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("no worker can have 3 cores: the largest NUMA node (0) has 2", "--span");
        assertThat(cli.run("plan", "--cores", "3", "--span", "--hwloc-xml", xml))
                .isZero();
        assertThat(cli.run("plan", "--workers", "9", "--hwloc-xml", xml)).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("at most 8 workers").doesNotContain("--span");
        assertThat(cli.run("plan", "--cores", "30", "--hwloc-xml", xml)).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("no worker can have 30 cores").doesNotContain("--span");
    }

    @Test
    void wrongOptionsAreWrongUsage() {
        assertThat(cli.run("plan", "--workers", "1", "--cores", "1")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("plan", "--workers", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("--workers 0 must be at least 1");
        assertThat(cli.run("plan", "--use", "some")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("'some' is none of all, thread-per-core, one");
        assertThat(cli.run("topology", "--allowed", "0-x", "--hwloc-xml", xml)).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("--allowed: '0-x' is not a list of CPUs");
        assertThat(cli.run("topology", "--sysfs", folder.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("--sysfs: ", "does not exist");
        assertThat(cli.run("topology", "--hwloc-xml", folder.toString())).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void thisHostNeedsNoOption() {
        assertThat(cli.run("topology")).isZero();
        assertThat(cli.out()).contains("core 0: 0");
        assertThat(cli.run("plan")).isZero();
    }
}
