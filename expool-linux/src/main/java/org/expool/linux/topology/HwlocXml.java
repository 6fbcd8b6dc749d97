package org.expool.linux.topology;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.expool.CpuCache;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.MemorySize;
import org.expool.NumaNode;
import org.expool.spi.TopologyException;

/**
 * Parses the output of {@code lstopo --of xml}, of hwloc 1 to 3. Every object states its CPUs, so the nesting of objects, in
 * which the versions differ, does not matter. The document type that the file names is not loaded. For one document; not
 * thread-safe.
 */
final class HwlocXml {

    private final BitSet units = new BitSet();
    private final List<CpuSet> packages = new ArrayList<>();
    private final List<CpuSet> cores = new ArrayList<>();
    private final List<CpuCache> caches = new ArrayList<>();
    private final List<NumaNode> nodes = new ArrayList<>();
    private final List<CpuSet> kinds = new ArrayList<>();
    private Optional<CpuSet> allowedCpus = Optional.empty();
    private Optional<CpuSet> allowedNodes = Optional.empty();

    /**
     * Reads a document.
     *
     * @param source its name, for messages
     * @throws TopologyException if it is no output of lstopo
     */
    static CpuTopology parse(InputStream document, String source) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(document);
            HwlocXml xml = new HwlocXml();
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    xml.element(reader);
                }
            }
            return xml.topology();
        } catch (XMLStreamException | IllegalArgumentException e) {
            throw new TopologyException(
                    source + " is not a topology in XML as written by 'lstopo --of xml': "
                            + String.valueOf(e.getMessage()).replace('\n', ' '),
                    e);
        }
    }

    private void element(XMLStreamReader element) {
        switch (element.getLocalName()) {
            case "object" -> object(element, attribute(element, "type").orElse(""));
            case "cpukind" -> cpus(element).ifPresent(kinds::add);
            default -> {
                // distances, infos and others are not needed
            }
        }
    }

    private void object(XMLStreamReader object, String type) {
        switch (type) {
            case "Machine" -> {
                allowedCpus = attribute(object, "allowed_cpuset").map(CpuMask::parse);
                allowedNodes = attribute(object, "allowed_nodeset").map(CpuMask::parse);
            }
            case "Package", "Socket" -> cpus(object).ifPresent(packages::add);
            case "Core" -> cpus(object).ifPresent(cores::add);
            case "PU" -> units.set(index(object));
            case "NUMANode" ->
                nodes.add(
                        new NumaNode(index(object), cpus(object).orElse(CpuSet.empty()), size(object, "local_memory")));
            case "Cache", "L1Cache", "L2Cache", "L3Cache", "L4Cache", "L5Cache" -> cache(object);
            default -> {
                // groups, dies, instruction caches, devices
            }
        }
    }

    private void cache(XMLStreamReader object) {
        String kind = attribute(object, "cache_type").orElse("0");
        boolean instructions = kind.equals("2") || kind.equalsIgnoreCase("instruction");
        int level = number(object, "depth").intValue();
        if (!instructions) {
            cpus(object).ifPresent(cpus -> caches.add(new CpuCache(level, size(object, "cache_size"), cpus)));
        }
    }

    /** Offline CPUs have no PU, but old versions list them in the sets of other objects. */
    private CpuTopology topology() {
        CpuSet cpus = CpuSet.of(units);
        List<CpuSet> allCores = online(cores, cpus);
        // Where cores are unknown, hwloc lists none.
        cpus.minus(CpuSet.union(allCores)).stream().forEach(alone -> allCores.add(CpuSet.of(alone)));
        CpuSet numbers = CpuSet.of(nodes.stream().mapToInt(NumaNode::id).toArray());
        return new CpuTopology(
                cpus,
                allowedCpus.orElse(cpus),
                allowedNodes.orElse(numbers).intersection(numbers),
                online(packages, cpus),
                allCores,
                caches.stream()
                        .filter(cache -> cache.cpus().intersects(cpus))
                        .map(cache -> new CpuCache(
                                cache.level(), cache.size(), cache.cpus().intersection(cpus)))
                        .toList(),
                nodes.stream()
                        .map(node -> new NumaNode(node.id(), node.cpus().intersection(cpus), node.memory()))
                        .toList(),
                kinds.size() < 2 ? List.of() : online(kinds, cpus));
    }

    private static List<CpuSet> online(List<CpuSet> sets, CpuSet cpus) {
        return sets.stream()
                .map(cpus::intersection)
                .filter(set -> !set.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Optional<CpuSet> cpus(XMLStreamReader element) {
        return attribute(element, "cpuset").map(CpuMask::parse).filter(set -> !set.isEmpty());
    }

    private static int index(XMLStreamReader object) {
        return number(object, "os_index").intValue();
    }

    private static MemorySize size(XMLStreamReader object, String name) {
        return MemorySize.ofBytes(attribute(object, name).isPresent() ? number(object, name) : 0);
    }

    private static Long number(XMLStreamReader object, String name) {
        String text = attribute(object, name).orElse("");
        if (!text.matches("\\d{1,18}")) {
            throw new IllegalArgumentException(
                    "line " + object.getLocation().getLineNumber() + ": " + name + "='" + text + "' is not a number");
        }
        return Long.valueOf(text);
    }

    private static Optional<String> attribute(XMLStreamReader element, String name) {
        return Optional.ofNullable(element.getAttributeValue(null, name));
    }
}
