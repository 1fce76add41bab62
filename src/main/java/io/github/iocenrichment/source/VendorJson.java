package io.github.iocenrichment.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.http.HttpReply;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a vendor's JSON as a stream and keeps only the fields that a reader asks for, so that an answer of many megabytes costs
 * no more memory than what is used of it. Every list, object, text and the whole have an upper bound; what lies beyond is passed over.
 */
final class VendorJson {
    private static final int MAX_DEPTH = 24;
    private static final int MAX_CHILDREN = 500;
    private static final int MAX_NODES = 60_000;
    private static final int MAX_TEXT = 4_000;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(500).maxStringLength(1_000_000)
                    .maxNameLength(20_000).maxNumberLength(400).build())
            .build();

    /**
     * What to keep.
     *
     * @param names   fields kept wherever they stand
     * @param open    those of them whose own field names are free, such as a map of engines: all their children are kept
     * @param streams JSON pointers of lists or maps handed over child by child (field name or null, value) and then forgotten;
     *                the empty pointer is a body that is itself a list
     */
    record Keep(Set<String> names, Set<String> open, Map<String, BiConsumer<String, JsonNode>> streams) {
        static Keep only(Set<String> names) {
            return new Keep(names, Set.of(), Map.of());
        }
    }

    private final Keep keep;
    private int nodes;

    private VendorJson(Keep keep) {
        this.keep = keep;
    }

    /**
     * The kept part of the body, whatever its headers call it.
     *
     * @throws UnreadableReplyException when the body is empty, a web page, cut, too deep, wrongly compressed or no JSON
     */
    static JsonNode read(HttpReply reply, Keep keep) throws UnreadableReplyException {
        try (InputStream bytes = ReplyBody.open(reply)) {
            try (JsonParser parser = FACTORY.createParser(bytes)) {
                if (parser.nextToken() == null) {
                    throw new UnreadableReplyException("the answer was empty");
                }
                return new VendorJson(keep).value(parser, 0, "", false);
            }
        } catch (JsonEOFException | EOFException cut) {
            throw new UnreadableReplyException("the answer was cut short");
        } catch (StreamConstraintsException beyond) {
            throw new UnreadableReplyException("the answer was nested too deeply or its parts were too long");
        } catch (IOException unreadable) {
            throw new UnreadableReplyException(ReplyBody.looksLikeMarkup(reply) ? "a web page came in place of an answer" : "the answer was not JSON");
        }
    }

    private JsonNode value(JsonParser parser, int depth, String path, boolean open) throws IOException {
        if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
            parser.skipChildren();
            return MissingNode.getInstance();
        }
        BiConsumer<String, JsonNode> stream = keep.streams().get(path);
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, depth, path, open, path.isEmpty() ? null : stream);
            case START_ARRAY -> array(parser, depth, path, open, stream);
            case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
            case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
            case VALUE_NUMBER_INT -> parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? text(parser) : JsonNodeFactory.instance.numberNode(parser.getLongValue());
            // kept as written: a decimal with a huge exponent must not be unfolded
            case VALUE_NUMBER_FLOAT, VALUE_STRING -> text(parser);
            default -> JsonNodeFactory.instance.nullNode();
        };
    }

    private static JsonNode text(JsonParser parser) throws IOException {
        String text = parser.getText();
        return JsonNodeFactory.instance.textNode(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
    }

    private JsonNode object(JsonParser parser, int depth, String path, boolean open, @Nullable BiConsumer<String, JsonNode> stream) throws IOException {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (stream != null) {
                stream.accept(name, child(parser, depth, path));
            } else if ((open || keep.names().contains(name)) && kept.size() < MAX_CHILDREN) {
                kept.set(name, value(parser, depth + 1, path + "/" + name, keep.open().contains(name)));
            } else {
                parser.skipChildren();
            }
        }
        return kept;
    }

    private JsonNode array(JsonParser parser, int depth, String path, boolean open, @Nullable BiConsumer<String, JsonNode> stream) throws IOException {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (stream != null) {
                stream.accept(null, child(parser, depth, path));
            } else if (kept.size() < MAX_CHILDREN) {
                kept.add(value(parser, depth + 1, path + "/-", open));
            } else {
                parser.skipChildren();
            }
        }
        return kept;
    }

    /** A streamed child is forgotten once handed over, so it does not count towards the bound of the whole. */
    private JsonNode child(JsonParser parser, int depth, String path) throws IOException {
        int before = nodes;
        JsonNode child = value(parser, depth + 1, path + "/-", false);
        nodes = before;
        return child;
    }

    /** A whole number, also when written as text or with a fraction; null when it is none. Beyond the range of long it is the nearest long. */
    static @Nullable Long number(@Nullable JsonNode node) {
        if (node == null || !(node.isNumber() || node.isTextual())) {
            return null;
        }
        if (node.isIntegralNumber()) {
            return node.longValue();
        }
        Double value = decimal(node);
        return value == null ? null : (Long) Math.round(value);
    }

    /** A finite decimal, also when written as text; null when it is none. */
    static @Nullable Double decimal(@Nullable JsonNode node) {
        if (node == null || !(node.isNumber() || node.isTextual())) {
            return null;
        }
        String written = node.asText().strip();
        if (!written.matches("[+-]?[0-9.]{1,40}([eE][+-]?[0-9]{1,4})?")) {
            return null;
        }
        try {
            double value = Double.parseDouble(written);
            return Double.isFinite(value) ? value : null;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    /** A truth value, also when written as text or 0 and 1; null when it is none. */
    static @Nullable Boolean flag(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isContainerNode()) {
            return null;
        }
        return switch (node.asText().strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> Boolean.TRUE;
            case "false", "0", "no" -> Boolean.FALSE;
            default -> null;
        };
    }

    /** A clean line of text; null when there is none. Numbers are taken as written. */
    static @Nullable String line(@Nullable JsonNode node, int max) {
        return node == null || node.isNull() || node.isContainerNode() ? null : VendorText.line(node.asText(), max);
    }
}
