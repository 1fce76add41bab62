package io.github.iocenrichment.stix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.Source.Trait;
import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.VerdictValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects the objects of one publication, by kind, so that nothing refers to what comes later. */
final class PublicationObjects {
    private static final int NOTE_BYTES = 4096;
    private static final Pattern CVE = Pattern.compile("CVE-\\d{4}-(0\\d{3}|[1-9]\\d{3,})");

    private final StixSettings settings;
    private final StixIds ids;
    private final VersionStamp versions;
    private final PublicationInput input;
    private final String markingId;

    private final Map<String, ObjectNode> observables = new LinkedHashMap<>();
    private final List<ObjectNode> observedData = new ArrayList<>();
    private final List<ObjectNode> indicators = new ArrayList<>();
    private final Map<String, Set<String>> families = new LinkedHashMap<>();
    private final List<ObjectNode> analyses = new ArrayList<>();
    private final Map<String, ObjectNode> vulnerabilities = new LinkedHashMap<>();
    private final List<ObjectNode> notes = new ArrayList<>();
    private final List<ObjectNode> basedOn = new ArrayList<>();
    private final List<ObjectNode> indicates = new ArrayList<>();
    private final List<ObjectNode> analysisOf = new ArrayList<>();
    private final List<Published> published = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    PublicationObjects(StixSettings settings, VersionStamp versions, PublicationInput input, Tlp tlp) {
        this.settings = settings;
        this.ids = new StixIds(settings.producerId());
        this.versions = versions;
        this.input = input;
        this.markingId = tlp.markingId(settings.tlpVersion());
    }

    void addObservable(Observable about, Finding finding) {
        if (about.obstacle() != null) {
            leftOut.add(StixText.line(about.name(), 200) + " " + about.obstacle() + " and is not published.");
            return;
        }
        String observableId = about.id();
        if (observables.putIfAbsent(observableId, about.object(markingId)) != null) {
            return; // two spellings of one value are one observable
        }
        List<Answer> found = found(finding);
        String sightingId = add(observedData, versions.draft("observed-data", ids.observedData(input.recordId(), observableId))
                .put("first_observed", input.incidentCreatedAt()).put("last_observed", input.incidentCreatedAt()).put("number_observed", 1)
                .put("object_refs", List.of(observableId)));
        String indicatorId = addIndicator(about, finding, found);
        if (indicatorId != null) {
            relate(basedOn, "based-on", indicatorId, sightingId);
        }
        for (Answer answer : found) {
            addNote(about, answer, indicatorId);
            String analysisId = about.type().isHash() ? addAnalysis(about, finding, answer) : null;
            if (finding.verdict().value() == VerdictValue.MALICIOUS && !input.observedOnly().contains(finding.indicator().key())) {
                addFamily(answer, indicatorId, analysisId);
            }
        }
    }

    void addVulnerability(Finding finding) {
        String cve = finding.indicator().value().strip().toUpperCase(Locale.ROOT);
        if (!CVE.matcher(cve).matches()) {
            leftOut.add(StixText.line(cve, 60) + " is no CVE id that STIX knows and is not published.");
            return;
        }
        String id = ids.vulnerability(cve);
        if (vulnerabilities.containsKey(id)) {
            return;
        }
        var about = new VulnerabilityObjects(cve, found(finding));
        published.add(new Published(id, finding.indicator().type(), cve, cve));
        vulnerabilities.put(id, stamp(about.vulnerability(versions.draft("vulnerability", id), settings.extension())));
        String source = about.noteSource();
        if (source != null) {
            add(notes, about.note(versions.draft("note", ids.note(source, id))).put("authors", List.of(source)).put("object_refs", List.of(id)));
        }
    }

    List<ObjectNode> inReferenceOrder() {
        List<ObjectNode> malware = new ArrayList<>();
        families.forEach((family, types) -> add(malware, versions.draft("malware", ids.malware(family))
                .put("name", family).put("is_family", true).put("malware_types", List.copyOf(types))));
        return Stream.of(observables.values(), observedData, indicators, malware, analyses, vulnerabilities.values(), notes,
                basedOn, indicates, analysisOf).flatMap(Collection::stream).toList();
    }

    List<Published> published() {
        return published;
    }

    List<String> leftOut() {
        return leftOut;
    }

    /** The id of the live indicator; null when the verdict gives none, or it has been taken back. */
    private @Nullable String addIndicator(Observable about, Finding finding, List<Answer> found) {
        boolean withdrawn = input.withdrawn().contains(finding.indicator().key());
        boolean wanted = settings.publishVerdicts().contains(finding.verdict().value()) && !input.observedOnly().contains(finding.indicator().key());
        if (!withdrawn && !wanted) {
            return null;
        }
        String id = about.indicatorId(ids);
        if (withdrawn) {
            versions.revoke(indicator(id, about, finding, found, reported(id))).ifPresent(indicators::add);
            return null;
        }
        Optional<ObjectNode> live;
        Reported reported;
        do {
            reported = reported(id);
            live = versions.stamp(indicator(id, about, finding, found, reported));
        } while (!reported.equals(reported(id))); // an incident that reported it meanwhile has moved its validity forward: not back again
        if (live.isEmpty()) {
            leftOut.add(StixText.line(about.name(), 200) + ": its indicator was withdrawn earlier and can never be sent again.");
            return null;
        }
        indicators.add(live.get());
        published.add(new Published(id, about.type(), about.value(), about.name()));
        return id;
    }

    private StixObject indicator(String id, Observable about, Finding finding, List<Answer> found, Reported reported) {
        return marked(IndicatorObjects.indicator(versions.draft("indicator", id), about, finding.verdict(), found, reported,
                settings.validityOf(about.type()), settings.extension()));
    }

    private Reported reported(String indicatorId) {
        return versions.reported(indicatorId, input.incidentCreatedAt());
    }

    private void addNote(Observable about, Answer answer, @Nullable String indicatorId) {
        add(notes, versions.draft("note", ids.note(answer.source(), about.id()))
                .put("abstract", SourceWords.headline(answer.source(), about))
                .put("content", StixText.block(SourceWords.content(answer), NOTE_BYTES))
                .put("authors", List.of(answer.source()))
                .put("object_refs", indicatorId == null ? List.of(about.id()) : List.of(indicatorId, about.id())));
    }

    /** Only sources that analyse files; null for any other. */
    private @Nullable String addAnalysis(Observable about, Finding finding, Answer answer) {
        boolean sandbox = SourceCatalog.is(answer.source(), Trait.SANDBOX);
        if (!sandbox && !SourceCatalog.is(answer.source(), Trait.ENGINES)) {
            return null;
        }
        return add(analyses, versions.draft("malware-analysis", ids.malwareAnalysis(answer.source(), about.id()))
                .put("product", answer.source())
                .put(sandbox ? "analysis_started" : "analysis_ended", SourceWords.analysedAt(answer))
                .put("result_name", SourceWords.resultName(answer))
                .put("result", IndicatorObjects.bySource(finding.verdict(), answer).verdict().stixWord())
                .put("sample_ref", about.id())
                .setAll("external_references", References.permalinks(List.of(answer))));
    }

    private void addFamily(Answer answer, @Nullable String indicatorId, @Nullable String analysisId) {
        if (indicatorId != null || analysisId != null) { // else no object of this publication speaks of it
            SourceWords.families(answer).forEach(family -> addFamily(family, answer, indicatorId, analysisId));
        }
    }

    private void addFamily(String family, Answer answer, @Nullable String indicatorId, @Nullable String analysisId) {
        families.computeIfAbsent(family, name -> new TreeSet<>()).addAll(SourceWords.malwareTypes(answer));
        String malwareId = ids.malware(family);
        if (indicatorId != null) {
            relate(indicates, "indicates", indicatorId, malwareId);
        }
        if (analysisId != null) {
            String type = SourceCatalog.is(answer.source(), Trait.SANDBOX) ? "dynamic-analysis-of" : "av-analysis-of";
            relate(analysisOf, type, analysisId, malwareId);
        }
    }

    private void relate(List<ObjectNode> relationships, String type, String sourceId, String targetId) {
        String id = ids.relationship(type, sourceId, targetId);
        boolean known = relationships.stream().anyMatch(relationship -> relationship.path("id").asText().equals(id));
        if (!known) {
            add(relationships, versions.draft("relationship", id)
                    .put("relationship_type", type).put("source_ref", sourceId).put("target_ref", targetId));
        }
    }

    private String add(List<ObjectNode> objects, StixObject draft) {
        ObjectNode object = stamp(draft);
        objects.add(object);
        return object.path("id").asText();
    }

    private ObjectNode stamp(StixObject draft) {
        return versions.stamp(marked(draft)).orElseThrow(
                () -> new IllegalStateException("only indicators are ever taken back, but the ledger says so of " + draft.node().path("id")));
    }

    private StixObject marked(StixObject draft) {
        return draft.put("object_marking_refs", List.of(markingId));
    }

    /** One answer a source, and only those that say something: nothing is published about a source that gave no answer. */
    private static List<Answer> found(Finding finding) {
        Set<String> sources = new LinkedHashSet<>();
        return finding.evidence().stream().filter(answer -> answer.state() == AnswerState.FOUND && sources.add(answer.source())).toList();
    }
}
