package org.expool.linux.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.expool.CpuCache;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.MemorySize;
import org.expool.NumaNode;
import org.expool.spi.Availability;
import org.expool.spi.TopologyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HwlocXmlTest {

    private static final String OBJECTS = """
            <object type="Machine" os_index="0" cpuset="0x0000000f" allowed_cpuset="0x00000007" allowed_nodeset="0x1">
              <object type="Package" os_index="0" cpuset="0x0000000f">
                <object type="NUMANode" os_index="0" cpuset="0x0000000f" local_memory="1048576"/>
                <object type="NUMANode" os_index="3" local_memory="2097152"/>
                <object type="L3Cache" cpuset="0x0000000f" cache_size="4194304" depth="3" cache_type="0">
                  <object type="L1iCache" cpuset="0x00000003" cache_size="32768" depth="1" cache_type="2">
                    <object type="Core" os_index="0" cpuset="0x00000003">
                      <object type="PU" os_index="0" cpuset="0x00000001"/>
                      <object type="PU" os_index="1" cpuset="0x00000002"/>
                    </object>
                  </object>
                  <object type="PU" os_index="2" cpuset="0x00000004"/>
                  <object type="PU" os_index="3" cpuset="0x00000008"/>
                </object>
              </object>
              <object type="Bridge" bridge_type="0-1" depth="0" bridge_pci="0000:[00-00]"/>
            </object>
            <cpukind cpuset="0x0000000c"><info name="CoreType" value="IntelAtom"/></cpukind>
            <cpukind cpuset="0x00000003"/>
            <info name="Backend" value="Linux"/>
            """;

    @TempDir
    Path folder;

    private static CpuTopology parse(String xml) {
        return HwlocXml.parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), "the test");
    }

    private static String document(String version, String objects) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE topology SYSTEM \"hwloc2.dtd\">\n<topology version=\""
                + version + "\">" + objects + "</topology>";
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0", "3.0"})
    void readsVersions2And3(String version) {
        CpuTopology topology = parse(document(version, OBJECTS));
        assertThat(topology.cores()).extracting(CpuSet::toString).containsExactly("0-1", "2", "3");
        assertThat(topology.packages()).containsExactly(CpuSet.range(0, 3));
        assertThat(topology.caches()).containsExactly(new CpuCache(3, MemorySize.ofMiB(4), CpuSet.range(0, 3)));
        assertThat(topology.nodes())
                .containsExactly(
                        new NumaNode(0, CpuSet.range(0, 3), MemorySize.ofMiB(1)),
                        new NumaNode(3, CpuSet.empty(), MemorySize.ofMiB(2)));
        assertThat(topology.kinds()).isEqualTo(List.of(CpuSet.range(2, 3), CpuSet.range(0, 1)));
        assertThat(topology.allowedCpus()).hasToString("0-2");
        assertThat(topology.allowedNodes()).hasToString("0");
    }

    @Test
    void readsTheNamesOfVersion1() {
        CpuTopology topology = parse("""
                <topology><object type="Machine"><object type="Socket" cpuset="0x1">
                <object type="Cache" cpuset="0x1" cache_size="1024" depth="2" cache_type="0">
                <object type="PU" os_index="0" cpuset="0x1"/></object></object></object></topology>
                """);
        assertThat(topology.packages()).containsExactly(CpuSet.of(0));
        assertThat(topology.caches(2)).hasSize(1);
        assertThat(topology.allowedCpus()).hasToString("0");
    }

    @Test
    void cpusWithoutAPuAreOffline() {
        CpuTopology topology = parse(document("2.0", """
                <object type="Machine"><object type="Package" cpuset="0x3"><object type="Core" cpuset="0x3">
                <object type="PU" os_index="1" cpuset="0x2"/></object>
                <object type="L2Cache" cpuset="0x1" depth="2"/></object></object>
                """));
        assertThat(topology.cores()).containsExactly(CpuSet.of(1));
        assertThat(topology.packages()).containsExactly(CpuSet.of(1));
        assertThat(topology.caches()).isEmpty();
    }

    @Test
    void loadsNothingThatTheFileNames() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "<object type=\"PU\" os_index=\"1\"/>");
        String attack = "<!DOCTYPE topology [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><topology>"
                + "<object type=\"PU\" os_index=\"0\"/>&x;</topology>";
        try {
            assertThat(parse(attack).cpus()).hasToString("0");
        } catch (TopologyException refused) {
            assertThat(refused).hasMessageContaining("the test");
        }
        assertThat(parse("<!DOCTYPE topology SYSTEM \""
                                + folder.resolve("absent.dtd").toUri() + "\"><topology>"
                                + "<object type=\"PU\" os_index=\"5\"/></topology>")
                        .cpus())
                .hasToString("5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<topology/>",
                "<topology><object type='PU'/></topology>",
                "<topology><object type='PU' os_index='0'/>",
                "<topology><object type='Core' cpuset='zz'/></topology>"
            })
    void refusesOtherDocuments(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("the test is not a topology in XML");
    }

    @Test
    void runsTheProgramWhereItIsInstalled() {
        HwlocTopologyProvider live = new HwlocTopologyProvider();
        if (live.availability() instanceof Availability.Available) {
            CpuTopology sysfs = new SysfsTopologyProvider().topology();
            assertThat(live.topology().cores()).isEqualTo(sysfs.cores());
            assertThat(live.topology().allowedCpus()).isEqualTo(sysfs.allowedCpus());
        } else {
            assertThatThrownBy(live::topology).hasMessageContaining("hwloc");
        }
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        HwlocTopologyProvider absent = new HwlocTopologyProvider(folder.resolve("absent.xml"));
        assertThat(absent.availability()).isInstanceOf(Availability.Unavailable.class);
        assertThatThrownBy(absent::topology)
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("absent.xml");
    }
}
