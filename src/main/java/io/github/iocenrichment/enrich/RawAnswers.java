package io.github.iocenrichment.enrich;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.http.UntrustedJson;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.settings.LogSecrets;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.store.AnswerStore;
import io.github.iocenrichment.store.RawAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes what is kept of a source's replies: their bytes as text, with secrets and persons masked as everywhere outside Ivanti. */
final class RawAnswers {
    private static final ObjectMapper JSON = UntrustedJson.mapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();

    private final UrlPrivacy privacy;

    RawAnswers(UrlPrivacy privacy) {
        this.privacy = privacy;
    }

    /** @param answer what the replies that the question has brought became */
    List<RawAnswer> of(LookUp lookUp, Answer answer) {
        String id = id(answer.withValue(lookUp.getValue()));
        List<RawAnswer> raw = new ArrayList<>();
        for (HttpReply reply : lookUp.replies()) {
            raw.add(RawAnswer.of(id, raw.size(), answer.answeredAt(), reply.status(), reply.body(), masked(new String(reply.body(), StandardCharsets.UTF_8))));
        }
        return raw;
    }

    /** Of an answer that was put together: the search and what was answered about each file, whenever and for whomever they were asked. */
    Map<String, List<String>> ofParts(LookUp lookUp, Answer answer) {
        if (!lookUp.isSearched()) {
            return Map.of();
        }
        Answer search = lookUp.search().kept(lookUp.getType(), lookUp.getValue());
        return Map.of(id(answer.withValue(lookUp.getValue())), Stream.concat(Stream.of(search), lookUp.overviews().stream()).map(RawAnswers::id).toList());
    }

    private static String id(Answer answer) {
        return RawAnswer.id(new AnswerStore.Key(answer.source(), answer.type(), answer.value()), answer.answeredAt());
    }

    private String masked(String body) {
        return LogSecrets.known().mask(withoutUrlSecrets(body));
    }

    /** JSON text by text, since a URL in it may be written with escapes; it stays byte for byte what it was when there is nothing to mask. */
    private String withoutUrlSecrets(String body) {
        try {
            JsonNode read = JSON.readTree(body);
            JsonNode masked = masked(read);
            return masked.equals(read) ? body : JSON.writeValueAsString(masked);
        } catch (JsonProcessingException e) {
            return privacy.maskText(body);
        }
    }

    private JsonNode masked(JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(privacy.maskText(node.textValue()));
        }
        if (node.isArray()) {
            ArrayNode list = JSON.createArrayNode();
            node.forEach(one -> list.add(masked(one)));
            return list;
        }
        if (node.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            node.properties().forEach(field -> object.set(privacy.maskText(field.getKey()), masked(field.getValue())));
            return object;
        }
        return node;
    }
}
