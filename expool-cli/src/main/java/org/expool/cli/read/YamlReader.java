package org.expool.cli.read;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads one YAML 1.2 document (core schema), its anchors resolved. Immutable and thread-safe. */
public final class YamlReader {

    private static final Map<Tag, Node.Type> TYPES = Map.of(
            Tag.STR, Node.Type.TEXT,
            Tag.INT, Node.Type.NUMBER,
            Tag.FLOAT, Node.Type.NUMBER,
            Tag.BOOL, Node.Type.BOOLEAN,
            Tag.NULL, Node.Type.NULL);

    /**
     * Reads a text that is one YAML document; reports an error if it is not.
     *
     * @return the tree, or empty if the text is not YAML or has no document
     */
    public Optional<Node> read(String text, Diagnostics diagnostics) {
        // Aliases may be many: shared nodes are converted once (see Tree), so they cannot blow up.
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setMaxAliasesForCollections(Integer.MAX_VALUE)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        try {
            // The same as Compose of this library, whose package is not exported.
            ParserImpl parser = new ParserImpl(settings, new StreamReader(settings, text));
            return new Composer(settings, parser).getSingleNode().map(new Tree(diagnostics)::convert);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            diagnostics.add(line, "not valid YAML: " + e.getProblem());
            return Optional.empty();
        } catch (StackOverflowError e) {
            diagnostics.add(1, "not valid YAML: lists or mappings are nested too deeply");
            return Optional.empty();
        } catch (YamlEngineException e) {
            diagnostics.add(1, "not valid YAML: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Converts each node once, whatever the number of its aliases. */
    private static final class Tree {

        private final Diagnostics diagnostics;
        private final Map<org.snakeyaml.engine.v2.nodes.Node, Node> done = new IdentityHashMap<>();

        Tree(Diagnostics diagnostics) {
            this.diagnostics = diagnostics;
        }

        Node convert(org.snakeyaml.engine.v2.nodes.Node node) {
            int line = lineOf(node);
            Node known = done.get(node);
            if (known != null) {
                return known;
            }
            // If the node occurs again below itself, this placeholder prevents an endless recursion.
            done.put(node, new Node.Scalar(line, "an alias that contains itself", Node.Type.TEXT));
            if (node.isRecursive()) {
                diagnostics.add(line, "an alias here contains itself");
            }
            Node converted = convertNew(node, line);
            done.put(node, converted);
            return converted;
        }

        private Node convertNew(org.snakeyaml.engine.v2.nodes.Node node, int line) {
            if (node instanceof MappingNode mapping) {
                return mapping(mapping, line);
            }
            if (node instanceof SequenceNode sequence) {
                List<Node> items = new ArrayList<>();
                sequence.getValue().forEach(item -> items.add(convert(item)));
                return new Node.Sequence(line, items);
            }
            Node.Type type = TYPES.get(node.getTag());
            if (type == null) {
                diagnostics.add(line, "the tag " + node.getTag() + " is not known here");
            }
            String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
            return new Node.Scalar(line, text, type == null ? Node.Type.TEXT : type);
        }

        private Node mapping(MappingNode node, int line) {
            MappingBuilder mapping = new MappingBuilder(line, diagnostics);
            for (NodeTuple tuple : node.getValue()) {
                int keyLine = lineOf(tuple.getKeyNode());
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    mapping.add(key.getValue(), keyLine, convert(tuple.getValueNode()));
                } else {
                    diagnostics.add(keyLine, "expected a word as a key, not a list or mapping");
                }
            }
            return mapping.build();
        }

        private static int lineOf(org.snakeyaml.engine.v2.nodes.Node node) {
            return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        }
    }
}
