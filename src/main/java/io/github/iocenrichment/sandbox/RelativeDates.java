package io.github.iocenrichment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Turns relative dates in the sandbox's knowledge files into real ones: {@code "@iso P2D"} is two days before the sandbox started, as
 * ISO-8601 with offset; {@code @epoch} gives seconds, {@code @local} a date-time without zone, {@code @date} a date.
 */
final class RelativeDates {
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);

    private final Instant start;

    RelativeDates(Instant start) {
        this.start = start.truncatedTo(ChronoUnit.SECONDS);
    }

    JsonNode resolve(JsonNode node) {
        if (node.isTextual() && node.asText().startsWith("@")) {
            return value(node.asText());
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(resolve(field.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, resolve(array.get(i)));
            }
        }
        return node;
    }

    private JsonNode value(String text) {
        String[] words = text.split(" ");
        if (words.length != 2) {
            return TextNode.valueOf(text);
        }
        var at = start.minus(Duration.parse(words[1])).atOffset(ZoneOffset.UTC);
        return switch (words[0]) {
            case "@iso" -> TextNode.valueOf(ISO.format(at));
            case "@epoch" -> LongNode.valueOf(at.toEpochSecond());
            case "@local" -> TextNode.valueOf(LOCAL.format(at));
            case "@date" -> TextNode.valueOf(at.toLocalDate().toString());
            default -> TextNode.valueOf(text);
        };
    }
}
