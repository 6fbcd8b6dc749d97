package org.expool.cli.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads one JSON document. Immutable and thread-safe. */
public final class JsonReader {

    private final JsonFactory factory = new JsonFactory();

    /**
     * Reads a text that is one JSON value; reports an error if it is not.
     *
     * @param text the whole document
     * @param firstLine the number of its first line in what the user sees as one file
     * @return the tree, or empty if the text is no JSON or blank
     */
    public Optional<Node> read(String text, int firstLine, Diagnostics diagnostics) {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            Node root = new Tree(parser, firstLine, diagnostics).value();
            if (parser.nextToken() != null) {
                diagnostics.add(lineOf(parser, firstLine), "expected the end after the first JSON value");
                return Optional.empty();
            }
            return Optional.of(root);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            diagnostics.add(firstLine - 1 + line, "not valid JSON: " + messageOf(e));
            return Optional.empty();
        }
    }

    /** The object in this text if it is one complete JSON object and nothing else; keys may repeat. */
    public Optional<Node.Mapping> object(String text) {
        return read(text, 1, new Diagnostics())
                .filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast);
    }

    /** Without the parser's notes on where it stood and what it read, which say nothing here. */
    private static String messageOf(JacksonException e) {
        return e.getOriginalMessage().replaceAll("\\s*\\((?:for|start marker)[^()]*\\[Source:.*", "");
    }

    private static int lineOf(JsonParser parser, int firstLine) {
        return firstLine - 1 + parser.currentTokenLocation().getLineNr();
    }

    /** The recursive descent; depth is limited by the parser. */
    private record Tree(JsonParser parser, int firstLine, Diagnostics diagnostics) {

        Node value() {
            JsonToken token = parser.currentToken();
            return switch (token) {
                case START_OBJECT -> mapping();
                case START_ARRAY -> sequence();
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(Node.Type.NUMBER);
                case VALUE_TRUE, VALUE_FALSE -> scalar(Node.Type.BOOLEAN);
                case VALUE_NULL -> scalar(Node.Type.NULL);
                default -> scalar(Node.Type.TEXT);
            };
        }

        private Node mapping() {
            MappingBuilder mapping = new MappingBuilder(lineOf(parser, firstLine), diagnostics);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                int line = lineOf(parser, firstLine);
                parser.nextToken();
                mapping.add(key, line, value());
            }
            return mapping.build();
        }

        private Node sequence() {
            int line = lineOf(parser, firstLine);
            List<Node> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value());
            }
            return new Node.Sequence(line, items);
        }

        private Node scalar(Node.Type type) {
            return new Node.Scalar(lineOf(parser, firstLine), parser.getString(), type);
        }
    }
}
