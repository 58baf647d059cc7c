package org.charactermirror.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.charactermirror.problem.Problems;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Turns a composed YAML node into JSON and an index of places. */
final class NodeReader {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");

    private final String source;
    private final Problems problems;
    private final Map<String, Place> values = new HashMap<>();
    private final Map<String, Place> keys = new HashMap<>();
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean failed;

    NodeReader(String source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    Optional<YamlDocument> read(Node node, String sha256) {
        JsonNode root = convert(node, "");
        return failed ? Optional.empty() : Optional.of(new YamlDocument(source, sha256, root, values, keys));
    }

    private JsonNode convert(Node node, String pointer) {
        Place place = Place.of(node.getStartMark());
        values.put(pointer, place);
        if (!node.getTag().startsWith("tag:yaml.org,2002:")) {
            fail(place, "the tag " + node.getTag().getValue() + " is not supported; remove it");
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        // An alias is composed as the very same node: refusing it also refuses endless and exploding documents.
        if (!seen.add(node)) {
            fail(place, "an alias (*name) repeats this part; write it out where it is needed");
            return JSON.nullNode();
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JSON.arrayNode();
            for (Node item : sequence.getValue()) {
                array.add(convert(item, pointer + "/" + array.size()));
            }
            return array;
        }
        return object((MappingNode) node, pointer);
    }

    private ObjectNode object(MappingNode mapping, String pointer) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            Place place = Place.of(entry.getKeyNode().getStartMark());
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                fail(place, "a key must be a plain word");
                continue;
            }
            String name = key.getValue();
            String child = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
            if (object.has(name)) {
                fail(
                        place,
                        "duplicate key \"" + name + "\"; it already stands in line "
                                + Optional.ofNullable(keys.get(child))
                                        .map(Place::line)
                                        .orElse(0));
                continue;
            }
            keys.put(child, place);
            object.set(name, convert(entry.getValueNode(), child));
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return JSON.textNode(text);
        }
        if (INTEGER.matcher(text).matches()) {
            BigInteger integer = new BigInteger(text);
            return integer.bitLength() < Long.SIZE ? JSON.numberNode(integer.longValue()) : JSON.numberNode(integer);
        }
        if (DECIMAL.matcher(text).matches()) {
            return JSON.numberNode(new BigDecimal(text));
        }
        return switch (text) {
            case "true" -> JSON.booleanNode(true);
            case "false" -> JSON.booleanNode(false);
            case "", "~", "null" -> JSON.nullNode();
            default -> JSON.textNode(text);
        };
    }

    private void fail(Place place, String message) {
        failed = true;
        problems.error(source, place.line(), place.column(), message);
    }
}
