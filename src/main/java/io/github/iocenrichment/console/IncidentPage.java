package io.github.iocenrichment.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.answer.RecordDocument;
import io.github.iocenrichment.answer.WriteNotes;
import io.github.iocenrichment.enrich.EnrichmentWork;
import io.github.iocenrichment.enrich.Findings;
import io.github.iocenrichment.enrich.IncidentIndex;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.Place;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.ivanti.BusinessObject;
import io.github.iocenrichment.ivanti.RecordPages;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.publish.Outbox;
import io.github.iocenrichment.publish.PublicationDocument;
import io.github.iocenrichment.publish.SentObjects;
import io.github.iocenrichment.report.Messages;
import io.github.iocenrichment.report.SafeText;
import io.github.iocenrichment.report.TrustedLinks;
import io.github.iocenrichment.report.VerdictLine;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.Journey;
import io.github.iocenrichment.store.SearchStore;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoredIncident;
import io.github.iocenrichment.task.ParkedTasks;
import io.github.iocenrichment.text.Defanger;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.FiredRule;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.safety.Safelist;
import org.jspecify.annotations.Nullable;

/** All that is known about one incident, as its page shows it. */
final class IncidentPage {
    private static final int VALUE_MAX = 1000;
    private static final Pattern KEY = Pattern.compile("\\p{XDigit}{32}");
    private static final int INDICATORS_MAX = 500;
    private static final int PLACES_MAX = 5;
    private static final int ELSEWHERE_MAX = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Store store;
    private final ParkedTasks tasks;
    private final TrustedLinks links;
    private final UrlPrivacy privacy;
    private final RawAnswerPage raw;
    private final RecordPages page;
    private final Clock clock;

    /** @param page where people read an incident in Ivanti */
    IncidentPage(Store store, ParkedTasks tasks, TrustedLinks links, UrlPrivacy privacy, RawAnswerPage raw, RecordPages page,
            Clock clock) {
        this.store = store;
        this.tasks = tasks;
        this.links = links;
        this.privacy = privacy;
        this.raw = raw;
        this.page = page;
        this.clock = clock;
    }

    /** Empty when the store does not know it. */
    Optional<Map<String, Object>> model(String recId) {
        return store.search().one(recId).stream().findFirst().map(hit -> model(hit, clock.instant()));
    }

    private Map<String, Object> model(SearchStore.Hit hit, Instant now) {
        StoredIncident incident = hit.incident();
        String recId = incident.recId();
        Optional<Collected> collected = store.incidents().load(recId, Collected.DOCUMENT, Collected.class);
        Optional<Findings> findings = store.incidents().load(recId, Findings.DOCUMENT, Findings.class);
        List<Effect> effects = store.effects().ofIncident(recId);
        List<ParkedTasks.Open> open = tasks.of(recId);
        Instant asked = store.incidents().load(recId, EnrichmentWork.Progress.DOCUMENT, EnrichmentWork.Progress.class).map(EnrichmentWork.Progress::startedAt)
                .orElse(null);
        Fields fields = new Fields().key("recId", recId).key("number", incident.number()).words("subject", privacy.maskText(incident.subject()))
                .with("priority", incident.priority()).with("verdict", hit.verdict()).with("stage", incident.stage())
                .with("link", page.of(BusinessObject.of(incident.object()), incident.number()).orElse(null))
                .time("createdAt", incident.createdAt())
                .with("journey", journey(incident, store.search().journey(recId), now))
                .with("work", open.stream().map(task -> work(recId, task)).toList())
                .with("indicators", findings.map(found -> indicators(recId, found, asked, now)).orElse(List.of()))
                .with("notes", notes(effects)).with("messages", messages(effects));
        findings.ifPresent(found -> fields.with("verdictLine", VerdictLine.of(found.findings(), 0, 0, found.at(), Messages.english()))
                .with("moreIndicators", Math.max(0, found.findings().size() - INDICATORS_MAX)).with("notAsked", notAsked(found)));
        collected.ifPresent(known -> fields.words("tlp", known.incident().tlp(), 40).words("status", known.incident().status(), 60)
                .words("owner", known.incident().owner(), 80)
                .with("unread", known.allUnread().stream().limit(100).map(file -> new Fields().with("name", Defanger.fileName(SafeText.line(file.name(), 200)))
                        .words("reason", file.reason()).map()).toList()));
        store.incidents().load(recId, PublicationDocument.DOCUMENT, PublicationDocument.class).ifPresent(sent -> fields.with("publication",
                new Fields().with("state", label(sent.state())).words("tlp", sent.tlp(), 40).with("indicators", sent.indicators())
                .with("objects", sent.objects())
                        .words("words", sent.words()).time("sentAt", sent.sentAt()).map()));
        store.incidents().load(recId, RecordDocument.DOCUMENT, RecordDocument.class).map(RecordDocument::record).ifPresent(record -> fields.with("record",
                new Fields().with("state", label(record.state())).key("number", record.number()).words("words", record.words())
                        .with("link", page.of(record.number()).orElse(null)).map()));
        List<JsonNode> objects = objects(effects);
        if (!objects.isEmpty()) {
            fields.with("graph", StixGraph.of(objects));
        }
        return fields.map();
    }

    private static String label(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<Map<String, Object>> journey(StoredIncident incident, List<Journey.Step> steps, Instant now) {
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(new Fields().with("stage", "taken in").time("at", incident.admittedAt()).map());
        Instant before = incident.admittedAt();
        for (Journey.Step step : steps) {
            rows.add(new Fields().with("stage", step.stage().equals(IncidentStore.ADMITTED) ? "taken in again" : step.stage()).time("at", step.at())
                    .with("took", Fields.span(Duration.between(before, step.at()))).map());
            before = step.at();
        }
        if (steps.isEmpty()) {
            rows.add(new Fields().with("stage", incident.stage()).time("at", incident.stageAt()).map());
        }
        rows.get(rows.size() - 1).put("ago", Fields.span(Duration.between(before, now)));
        return rows;
    }

    private Map<String, Object> work(String recId, ParkedTasks.Open task) {
        return new Fields().key("id", task.name() + "|" + recId).with("name", task.name())
                .with("state", task.parked() ? "parked" : task.running() ? "in work" : "waiting")
                .with("attempts", task.attempts()).time("dueAt", task.parked() ? null : task.dueAt())
                .time("parkedAt", task.parkedAt())
                .words("lastError", privacy.maskText(task.lastError())).map();
    }

    private List<Map<String, Object>> indicators(String recId, Findings found, @Nullable Instant asked, Instant now) {
        List<Finding> shown = found.findings().stream().sorted(Comparator.<Finding, Integer>comparing(finding -> finding.verdict().value().ordinal())
                .thenComparing(finding -> -finding.verdict().confidence())).limit(INDICATORS_MAX).toList();
        Map<String, List<SearchStore.Hit>> elsewhere = store.search().alsoWith(recId,
                shown.stream().map(finding -> IncidentIndex.indicator(finding.indicator().value())).distinct().toList(), ELSEWHERE_MAX);
        Map<Answer, Map<String, Object>> kept = raw.listed(shown.stream().flatMap(finding -> finding.answers().stream()).toList());
        return shown.stream().map(finding -> indicator(finding, elsewhere.getOrDefault(IncidentIndex.indicator(finding.indicator().value()), List.of()),
                finding.answers().stream().map(answer -> answer(answer, kept.get(answer), asked, now)).toList())).toList();
    }

    private Map<String, Object> indicator(Finding finding, List<SearchStore.Hit> elsewhere, List<Map<String, Object>> answers) {
        Indicator indicator = finding.indicator();
        return new Fields().with("value", value(indicator)).with("type", indicator.type().label()).with("verdict", finding.verdict().value().label())
                .with("confidence", finding.verdict().confidence()).words("reason", indicator.reason())
                .with("rules", finding.verdict().rules().stream().map(FiredRule::words).map(words -> SafeText.words(words, 500))
                .filter(words -> !words.isEmpty()).toList())
                .with("answers", answers)
                .with("places", indicator.places().stream().map(IncidentPage::place).distinct().limit(PLACES_MAX).toList())
                .with("elsewhere", elsewhere.stream().map(hit -> new Fields().key("recId", hit.incident().recId()).key("number", hit.incident().number()).map())
                .toList()).map();
    }

    private String value(Indicator indicator) {
        return Defanger.value(indicator.type(), SafeText.line(privacy.maskText(indicator.value()), VALUE_MAX));
    }

    private Map<String, Object> answer(Answer answer, @Nullable Map<String, Object> kept, @Nullable Instant asked, Instant now) {
        boolean before = answer.state().isAnswered() && answer.answeredAt() != null && asked != null && answer.answeredAt().isBefore(asked);
        List<Map<String, Object>> facts = answer.facts().entrySet().stream().limit(30).map(fact -> new Fields().words("name", fact.getKey(), 60)
                .words("value", String.valueOf(fact.getValue()), 300).map()).filter(fact -> fact.size() == 2).toList();
        return new Fields().with("source", answer.source().equals(Answer.NO_SOURCE) ? "" : SafeText.line(SourceCatalog.title(answer.source()), 60))
                .with("state", answer.state().label())
                .words("summary", answer.summary()).words("reason", answer.reason()).with("facts", facts).with("link", links.check(answer.link()).orElse(null))
                .with("age", answer.answeredAt() == null ? null : Fields.span(Duration.between(answer.answeredAt(), now)))
                .with("cost", !answer.state().isAnswered() ? null : before ? "kept from before" : "asked for this incident")
                .time("again", answer.askAgainAt()).with("raw", kept).map();
    }

    private static String place(Place place) {
        String source = place.ofTicket() ? place.source() : "“" + Defanger.fileName(SafeText.line(place.source(), 120)) + "”";
        String path = place.path() == null || place.path().isEmpty() ? "" : ", " + SafeText.words(place.path(), 120);
        String snippet = SafeText.words(place.snippet(), 160);
        return source + path + (snippet.isEmpty() ? "" : ": " + snippet);
    }

    /** Reasons for which questions had no answer, with their number, most frequent first. */
    private static List<Map<String, Object>> notAsked(Findings found) {
        Map<String, Integer> reasons = new HashMap<>();
        found.findings().stream().flatMap(finding -> finding.answers().stream()).filter(answer -> !answer.state().isAnswered()).forEach(answer -> {
            String source = answer.source().equals(Answer.NO_SOURCE) ? "" : SafeText.line(SourceCatalog.title(answer.source()), 60) + ": ";
            String reason = SafeText.words(answer.reason(), 200);
            reasons.merge(source + answer.state().label() + (reason.isEmpty() ? "" : ", " + reason), 1, Integer::sum);
        });
        found.findings().stream().filter(finding -> !finding.indicator().enrichable() && finding.answers().isEmpty())
                .forEach(finding -> reasons.merge("not sent out: " + SafeText.words(finding.indicator().reason(), 200), 1, Integer::sum));
        return reasons.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey())).limit(50)
                .map(one -> new Fields().with("words", one.getKey()).with("count", one.getValue()).map()).toList();
    }

    /** The journal entries as they were sent. One in HTML is shown with plain formatting alone: no styles, images or foreign links. */
    private List<Map<String, Object>> notes(List<Effect> effects) {
        return effects.stream().filter(effect -> effect.kind().equals(WriteNotes.PART) || effect.kind().equals("parked-note")).map(effect -> {
            JsonNode sent = json(effect.content());
            String body = sent.path("NotesBody").asText("");
            Fields fields = new Fields().words("subject", sent.path("Subject").asText("")).with("state", label(effect.state()))
                    .with("attempts", effect.attempts())
                    .time("at", effect.updatedAt());
            return (body.startsWith("<") ? fields.with("html", Jsoup.clean(body, "", Safelist.relaxed().removeTags("a", "img"))) : fields.with("plain", body))
                    .map();
        }).toList();
    }

    private static List<Map<String, Object>> messages(List<Effect> effects) {
        return effects.stream().filter(effect -> effect.kind().equals(Outbox.KIND) || effect.kind().equals("record"))
                .map(effect -> new Fields().with("kind", effect.kind().equals("record") ? "record incident" : "message to Intel Exchange")
                .with("state", label(effect.state()))
                        .with("attempts", effect.attempts()).words("outcome", words(effect.outcome())).time("at", effect.updatedAt()).map()).toList();
    }

    /** What came of a call in words; null when it is the key of a row in Ivanti, which says nothing to people. */
    private static @Nullable String words(@Nullable String outcome) {
        return outcome != null && KEY.matcher(outcome).matches() ? null : outcome;
    }

    /** The objects of all messages; of several versions of one, the latest. */
    private static List<JsonNode> objects(List<Effect> effects) {
        Map<String, JsonNode> byId = new LinkedHashMap<>();
        effects.stream().filter(effect -> effect.kind().equals(Outbox.KIND)).flatMap(effect -> SentObjects.of(effect.content()).stream())
                .forEach(object -> byId.put(object.path("id").asText(), object));
        return List.copyOf(byId.values());
    }

    /** The bundle as a file; empty when nothing was published. */
    Optional<String> bundle(String recId) {
        List<JsonNode> objects = objects(store.effects().ofIncident(recId));
        if (objects.isEmpty()) {
            return Optional.empty();
        }
        var bundle = JSON.createObjectNode().put("type", "bundle")
                .put("id", "bundle--" + UUID.nameUUIDFromBytes(recId.getBytes(StandardCharsets.UTF_8)));
        bundle.putArray("objects").addAll(objects);
        return Optional.of(bundle.toPrettyString());
    }

    private static JsonNode json(String content) {
        try {
            return JSON.readTree(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a note that was intended cannot be read back", e);
        }
    }
}
