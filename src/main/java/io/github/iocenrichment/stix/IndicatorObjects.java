package io.github.iocenrichment.stix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.VendorFacts;
import io.github.iocenrichment.verdict.SourceVerdict;
import io.github.iocenrichment.verdict.Verdict;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The content of an {@code indicator}: what consumers match on and act upon. Nothing about a ticket stands in it. */
final class IndicatorObjects {
    private static final String SCORING_MODEL = "weighted-v1";
    private static final Map<String, Pattern> HASH_SHAPES = Map.of("MD5", Pattern.compile("[0-9a-f]{32}"), "SHA-1", Pattern.compile("[0-9a-f]{40}"),
            "SHA-256", Pattern.compile("[0-9a-f]{64}"), "SHA-512", Pattern.compile("[0-9a-f]{128}"));
    private static final Map<String, String> HASH_FACTS = Map.of("MD5", "md5", "SHA-1", "sha1", "SHA-256", "sha256", "SHA-512", "sha512");

    private IndicatorObjects() {
    }

    static StixObject indicator(StixObject draft, Observable about, Verdict verdict, List<Answer> found, Reported reported, Duration validity,
                                boolean extension) {
        draft.put("name", about.name())
                .put("description", description(about, verdict, found))
                .put("indicator_types", types(verdict.value(), found))
                .put("pattern", about.pattern(siblings(about, found)))
                .put("pattern_type", "stix").put("pattern_version", "2.1")
                .put("valid_from", reported.first())
                .put("valid_until", reported.last().plus(validity))
                .put("confidence", score(verdict.confidence()))
                .put("labels", found.stream().flatMap(answer -> SourceWords.labels(answer).stream()).distinct().toList())
                .setAll("external_references", References.permalinks(found));
        if (extension) {
            draft.set("extensions", StixObject.piece().set(ProductObjects.EXTENSION_ID, scores(verdict, found)).node());
        }
        return draft;
    }

    /** A source's own verdict; unknown when the judgement does not mention it. */
    static SourceVerdict bySource(Verdict verdict, Answer answer) {
        return verdict.bySource().stream().filter(one -> one.source().equals(answer.source())).findFirst()
                .orElse(new SourceVerdict(answer.source(), answer.state(), VerdictValue.UNKNOWN, 0));
    }

    private static String description(Observable about, Verdict verdict, List<Answer> found) {
        String sources = found.stream().map(Answer::source).collect(Collectors.joining(", ")).replaceFirst(", ([^,]*)$", " and $1");
        return about.words() + " reported in a security incident. Combined score " + score(verdict.confidence()) + " of 100 ("
                + verdict.value().stixWord() + ")" + (sources.isEmpty() ? "." : " from " + sources + ".");
    }

    private static List<String> types(VerdictValue value, List<Answer> found) {
        List<String> types = new ArrayList<>(List.of(switch (value) {
            case MALICIOUS -> "malicious-activity";
            case SUSPICIOUS -> "anomalous-activity";
            case NO_THREAT_FOUND -> "benign";
            case UNKNOWN, NOT_CHECKED -> "unknown";
        }));
        if (found.stream().anyMatch(SourceWords::isAnonymiser)) {
            types.add("anonymization");
        }
        if (found.stream().anyMatch(SourceWords::isHijacked)) {
            types.add("compromised");
        }
        return types;
    }

    /**
     * The file's hashes as vendors know them. A vendor that contradicts the incident's own hash, or the vendor before it, speaks of
     * another file: an MD5 can belong to several. It is not believed.
     */
    private static Map<String, String> siblings(Observable about, List<Answer> found) {
        Map<String, String> siblings = new TreeMap<>(StixPattern.STRONGEST_FIRST);
        if (about.type().isHash()) {
            siblings.put(about.algorithm(), about.value());
            for (Answer answer : found) {
                Map<String, String> hashes = hashes(answer);
                if (hashes.entrySet().stream().allMatch(hash -> hash.getValue().equals(siblings.getOrDefault(hash.getKey(), hash.getValue())))) {
                    siblings.putAll(hashes);
                }
            }
        }
        return siblings;
    }

    private static Map<String, String> hashes(Answer answer) {
        Map<String, String> stated = VendorFacts.of(answer).hashes();
        Map<String, String> hashes = new TreeMap<>(StixPattern.STRONGEST_FIRST);
        HASH_FACTS.forEach((algorithm, fact) -> {
            String hash = stated.get(fact);
            if (hash != null && HASH_SHAPES.get(algorithm).matcher(hash.toLowerCase(Locale.ROOT)).matches()) {
                hashes.put(algorithm, hash.toLowerCase(Locale.ROOT));
            }
        });
        return hashes;
    }

    private static ObjectNode scores(Verdict verdict, List<Answer> found) {
        return StixObject.piece().put("extension_type", "property-extension")
                .put("score", score(verdict.confidence())).put("verdict", verdict.value().stixWord()).put("scoring_model", SCORING_MODEL)
                .setAll("sources", found.stream().map(answer -> source(verdict, answer)).toList()).node();
    }

    private static ObjectNode source(Verdict verdict, Answer answer) {
        SourceVerdict own = bySource(verdict, answer);
        return StixObject.piece().put("source", answer.source()).put("verdict", own.verdict().stixWord()).put("score", score(own.score()))
                .put("detail", SourceWords.detail(answer)).put("observed_at", answer.observedAt()).node();
    }

    private static int score(int value) {
        return Math.max(0, Math.min(100, value));
    }
}
