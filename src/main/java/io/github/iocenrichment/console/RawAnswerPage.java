package io.github.iocenrichment.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.enrich.Findings;
import io.github.iocenrichment.http.UntrustedJson;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.report.SafeText;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.store.AnswerStore;
import io.github.iocenrichment.store.RawAnswer;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.text.Defanger;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the sources answered about an incident's indicators, word for word, where it is kept. */
final class RawAnswerPage {
    private static final int VALUE_MAX = 1000;
    private static final int SHOWN_MAX = 100_000;
    private static final int THOUSAND = 1000;
    private static final ObjectMapper JSON = UntrustedJson.mapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final Store store;
    private final UrlPrivacy privacy;

    RawAnswerPage(Store store, UrlPrivacy privacy) {
        this.store = store;
        this.privacy = privacy;
    }

    /** What is kept of answers, for the page of their incident, by the answer. */
    Map<Answer, Map<String, Object>> listed(Collection<Answer> answers) {
        Map<String, List<RawAnswer>> kept = store.rawAnswers().listed(answers.stream().flatMap(this::ids).toList());
        return answers.stream().distinct().map(answer -> ids(answer).map(kept::get).filter(Objects::nonNull).findFirst()
                .map(replies -> Map.entry(answer, head(replies))))
                .flatMap(Optional::stream).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Object> head(List<RawAnswer> replies) {
        String words = size(replies.stream().mapToLong(RawAnswer::length).sum());
        return new Fields().with("id", replies.get(0).answer()).with("words", replies.size() == 1 ? words : replies.size() + " replies, " + words)
                .with("digest", replies.size() == 1 ? replies.get(0).digest() : null).map();
    }

    /** The names of an answer; the one with the masked value is that under which it was asked for. */
    private Stream<String> ids(Answer answer) {
        if (answer.answeredAt() == null || answer.source().equals(Answer.NO_SOURCE)) {
            return Stream.empty();
        }
        return Stream.of(privacy.outgoing(Indicator.of(answer.type(), answer.value())).value(), answer.value()).distinct()
                .map(value -> RawAnswer.id(new AnswerStore.Key(answer.source(), answer.type(), value), answer.answeredAt()));
    }

    /** The page of one answer; empty when the incident has none of that name, or nothing is kept of it. */
    Optional<Map<String, Object>> model(String recId, String id) {
        return answer(recId, id).map(answer -> new Fields().key("recId", recId).with("id", id)
                .with("source", SafeText.line(SourceCatalog.title(answer.source()), 60))
                .with("value", Defanger.value(answer.type(), SafeText.line(privacy.maskText(answer.value()), VALUE_MAX))).time("at", answer.answeredAt())
                .with("replies", store.rawAnswers().of(id).stream().map(RawAnswerPage::reply).toList()).map())
                .filter(page -> !((List<?>) page.get("replies")).isEmpty());
    }

    private Optional<Answer> answer(String recId, String id) {
        return store.incidents().load(recId, Findings.DOCUMENT, Findings.class).stream().flatMap(found -> found.findings().stream())
                .flatMap(finding -> finding.answers().stream()).filter(answer -> ids(answer).anyMatch(id::equals)).findFirst();
    }

    private static Map<String, Object> reply(RawAnswer reply) {
        String text = readable(reply.text());
        return new Fields().with("part", reply.part()).with("status", reply.status()).with("size", size(reply.length())).with("digest", reply.digest())
                .with("masked", reply.masked()).with("text", text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) : text)
                .with("cut", text.length() > SHOWN_MAX).map();
    }

    private static @Nullable String readable(@Nullable String text) {
        try {
            return JSON.readTree(text).toPrettyString();
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    /** One reply as a file. */
    Optional<PageAnswer> file(String recId, String id, String part) {
        return answer(recId, id).flatMap(answer -> store.rawAnswers().of(id).stream().filter(reply -> String.valueOf(reply.part()).equals(part)).findFirst()
                .map(reply -> PageAnswer.file("application/octet-stream", reply.text(),
                        answer.source().replaceAll("[^a-z0-9-]", "") + "-" + id.substring(0, 12) + "-" + part + ".json")));
    }

    private static String size(long bytes) {
        return bytes < THOUSAND ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f kB", bytes / (double) THOUSAND);
    }
}
