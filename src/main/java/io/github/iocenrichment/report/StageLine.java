package io.github.iocenrichment.report;

import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.verdict.Finding;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One line a stage, for terminal and log. Holds counts and our own numbers only, never untrusted text. */
public final class StageLine {
    private StageLine() {
    }

    /**
     * {@code collected: 4 indicators (1 url, 2 domains, 1 ipv4) from the ticket and 2 attachments, 92,000 more over the limits counted only, 1 not read}.
     *
     * @param later attachments that are read again later
     */
    public static String collected(List<Indicator> indicators, List<CountedOnly> countedOnly, int attachments, List<Unread> unread, int later) {
        return "collected: " + found(indicators, countedOnly, attachments, unread, later, Messages.english());
    }

    /** {@code 4 indicators (1 url, 2 domains, 1 ipv4) from the ticket and 2 attachments, 1 not read}; parameters as for {@link #collected}. */
    public static String found(List<Indicator> indicators, List<CountedOnly> countedOnly, int attachments, List<Unread> unread, int later, Messages messages) {
        Map<IndicatorType, Integer> counts = new EnumMap<>(IndicatorType.class);
        indicators.forEach(indicator -> counts.merge(indicator.type(), 1, Integer::sum));
        String types = counts.entrySet().stream().map(e -> SafeText.count(e.getValue(), e.getKey().label(), plural(e.getKey())))
                .collect(Collectors.joining(", "));
        return messages.say("found.indicators", "count", indicators.size()) + (types.isEmpty() ? "" : " (" + types + ")")
                + " " + messages.say("found.from", "attachments", attachments)
                + (countedOnly.isEmpty() ? "" : ", " + messages.say("found.counted-only", "count", CountedOnlyWords.total(countedOnly)))
                + (unread.isEmpty() ? "" : ", " + messages.say("found.not-read", "count", unread.size()))
                + (later == 0 ? "" : ", " + messages.say("found.later", "count", later));
    }

    /**
     * {@code asked: AbuseIPDB 1, VirusTotal 3; 1 cached; 1 malicious, 2 never seen}.
     *
     * @param asked  questions that really reached a source, by the source's name in the settings
     * @param cached questions whose answer was there already
     */
    public static String asked(List<Finding> findings, Map<String, Integer> asked, int cached) {
        Map<String, Integer> perSource = new TreeMap<>();
        asked.forEach((source, count) -> perSource.merge(SourceNames.of(source, Messages.english()), count, Integer::sum));
        return "asked: " + (perSource.isEmpty() ? "no source" : perSource(perSource)) + (cached == 0 ? "" : "; " + cached + " cached") + "; "
                + VerdictLine.counts(findings, 0, 0, Messages.english());
    }

    /** {@code lost: 2 look-ups ended without an answer (VirusTotal 2)}. */
    public static String lost(List<Answer> answers) {
        Map<String, Integer> perSource = new TreeMap<>();
        answers.forEach(answer -> perSource.merge(answer.source().equals(Answer.NO_SOURCE) ? "no source" : SourceNames.of(answer.source(), Messages.english()),
                1, Integer::sum));
        return "lost: " + SafeText.count(answers.size(), "look-up", "look-ups") + " ended without an answer (" + perSource(perSource)
                + "); the note reports them as not answered";
    }

    /** {@code watched: still open, 2 never seen or still being analysed, to be asked again: VirusTotal 2; round 1 of 5}. */
    public static String watched(List<Answer> open, int round, int rounds) {
        Map<String, Integer> perSource = new TreeMap<>();
        open.forEach(answer -> perSource.merge(SourceNames.of(answer.source(), Messages.english()), 1, Integer::sum));
        long indicators = open.stream().map(answer -> answer.type().label() + '|' + answer.value()).distinct().count();
        return "watched: still open, " + indicators + " never seen or still being analysed, to be asked again: " + perSource(perSource)
                + "; round " + round + " of " + rounds;
    }

    /** {@code published: sent, TLP:AMBER, 3 indicators, 21 objects}. */
    public static String published(Publication publication) {
        if (publication.state() == Publication.State.NONE) {
            return "published: nothing";
        }
        String state = publication.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "published: " + state + ", TLP:" + SafeText.words(publication.tlp(), 20) + ", "
                + SafeText.count(publication.indicators(), "indicator", "indicators") + ", " + SafeText.count(publication.objects(), "object", "objects");
    }

    /** {@code recorded: record incident 48250}. */
    public static String recorded(RecordIncident record) {
        return "recorded: " + switch (record.state()) {
            case NONE -> record.words() == null ? "none, nothing was published" : SafeText.words(record.words(), 120);
            case DISABLED -> "none, switched off";
            case PENDING -> "pending";
            case CREATED -> "record incident " + (SafeText.key(record.number()).isEmpty() ? "created" : SafeText.key(record.number()));
            case FAILED -> "failed";
        };
    }

    /** {@code noted: 2 parts, first note [ref:9c1f77aa]}. */
    public static String noted(NoteKind kind, int parts, String ref) {
        String what = switch (kind) {
            case FIRST -> "first note";
            case AMENDMENT -> "what changed";
            case LANDED -> "publication landed";
            case DELIVERY -> "delivery not as expected";
            case PARKED -> "work parked";
        };
        return "noted: " + SafeText.count(parts, "part", "parts") + ", " + what + " [ref:" + SafeText.key(ref) + "]";
    }

    private static String perSource(Map<String, Integer> counts) {
        return counts.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(", "));
    }

    private static String plural(IndicatorType type) {
        return type.isHash() || type.isAddress() ? type.label() : type.label() + "s";
    }
}
