package io.github.iocenrichment.report;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.indicator.Place;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.FiredRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns a report into what the templates may show. */
final class NoteViews {
    private static final int VALUE_MAX = 400;
    private static final int WORDS_MAX = 240;
    private static final int SNIPPET_MAX = 160;
    private static final int PLACES_MAX = 3;
    private static final int RULES_MAX = 8;
    private static final int GROUP_MAX = 20;
    private final TrustedLinks links;

    NoteViews(TrustedLinks links) {
        this.links = links;
    }

    NoteView of(IncidentReport report) {
        List<Finding> sorted = report.findings().stream().sorted(Standing.WORST_FIRST).toList();
        Set<String> told = report.change().changes().stream().map(c -> c.type().label() + "|" + c.value()).collect(Collectors.toSet());
        List<Finding> shown = report.kind() == NoteKind.AMENDMENT ? sorted.stream().filter(f -> told.contains(f.indicator().key())).toList() : sorted;
        PublicationWords publication = PublicationWords.of(report.publication(), report.record());
        return new NoteView(report.kind().name().toLowerCase(java.util.Locale.ROOT), SafeText.key(report.incident().number()),
                SafeText.words(report.incident().subject(), WORDS_MAX), VerdictLine.of(report.findings(), report.overLimit().size()),
                report.findings().isEmpty() && report.overLimit().isEmpty(),
                shown.stream().filter(f -> Standing.of(f).isAnswered() && !isCve(f)).map(f -> row(f, report.at())).toList(),
                shown.stream().filter(f -> Standing.of(f).isAnswered() && isCve(f)).sorted(CvePriority.HIGHEST_FIRST).map(f -> row(f, report.at())).toList(),
                notAsked(shown, report), notAnswered(shown, report.at()),
                report.unread().stream().map(u -> new NoteView.File(path(u.name()), SafeText.words(u.reason(), WORDS_MAX))).toList(),
                report.problems().stream().map(p -> SafeText.words(p, WORDS_MAX)).toList(),
                report.change().changes().stream().map(NoteViews::change).toList(),
                publication.sentence(), publication.warning(), links.check(report.publication().link()).orElse(null),
                links.check(report.record().link()).orElse(null));
    }

    private NoteView.Row row(Finding finding, Instant now) {
        Indicator indicator = finding.indicator();
        boolean cve = isCve(finding);
        String heading = cve ? CvePriority.of(finding).heading() : Standing.of(finding).heading(finding.verdict().confidence());
        String level = cve ? CvePriority.of(finding).level() : finding.verdict().value().label();
        List<NoteView.PlaceRow> places = indicator.places().stream().map(this::place).distinct().toList();
        return new NoteView.Row(heading, level, value(indicator), indicator.type().label(),
                finding.answers().stream().map(answer -> source(answer, now)).toList(),
                finding.verdict().rules().stream().limit(RULES_MAX).map(FiredRule::words).map(words -> SafeText.words(words, WORDS_MAX))
                        .filter(words -> !words.isEmpty()).toList(),
                places.stream().limit(PLACES_MAX).toList(), Math.max(0, places.size() - PLACES_MAX));
    }

    private NoteView.SourceRow source(Answer answer, Instant now) {
        return new NoteView.SourceRow(SourceNames.of(answer.source()), AnswerWords.of(answer, now), links.check(answer.link()).orElse(null),
                answer.state().isAnswered() ? Times.age(answer.answeredAt(), now) : null);
    }

    private NoteView.PlaceRow place(Place place) {
        boolean file = !"Subject".equals(place.source()) && !"Symptom".equals(place.source());
        String source = file ? "\"" + Defanger.fileName(SafeText.line(place.source(), 120)) + "\"" : place.source();
        String path = place.path() == null ? "" : path(place.path());
        return new NoteView.PlaceRow(path.isEmpty() ? source : source + ", " + path, SafeText.words(place.snippet(), SNIPPET_MAX));
    }

    private static List<NoteView.Group> notAsked(List<Finding> shown, IncidentReport report) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (Finding finding : shown) {
            if (Standing.of(finding) == Standing.NOT_ASKED) {
                groups.computeIfAbsent(whyNotAsked(finding, report.at()), reason -> new ArrayList<>()).add(value(finding.indicator()));
            }
        }
        if (report.kind() != NoteKind.AMENDMENT && !report.overLimit().isEmpty()) {
            groups.computeIfAbsent("more indicators than enrichment.max-indicators allows", reason -> new ArrayList<>())
                    .addAll(report.overLimit().stream().map(NoteViews::value).toList());
        }
        return groups(groups);
    }

    private static String whyNotAsked(Finding finding, Instant now) {
        if (!finding.indicator().enrichable()) {
            String reason = SafeText.words(finding.indicator().reason(), WORDS_MAX);
            return reason.isEmpty() ? "not to be sent out" : reason;
        }
        if (finding.answers().isEmpty()) {
            return "no source is asked about this kind (" + finding.indicator().type().label() + ")";
        }
        List<String> reasons = finding.answers().stream().filter(answer -> answer.state() == AnswerState.QUOTA || answer.state() == AnswerState.SKIPPED)
                .map(answer -> SourceNames.of(answer.source()) + " " + AnswerWords.shortly(answer, now)).distinct().toList();
        return String.join("; ", reasons);
    }

    private static List<NoteView.Group> notAnswered(List<Finding> shown, Instant now) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (Finding finding : shown) {
            if (Standing.of(finding) == Standing.NOT_ANSWERED) {
                String reason = finding.answers().stream().map(answer -> SourceNames.of(answer.source()) + " " + AnswerWords.of(answer, now)).distinct()
                        .collect(Collectors.joining("; "));
                groups.computeIfAbsent(reason, r -> new ArrayList<>()).add(value(finding.indicator()));
            }
        }
        return groups(groups);
    }

    private static List<NoteView.Group> groups(Map<String, List<String>> groups) {
        List<NoteView.Group> rows = new ArrayList<>();
        groups.forEach((reason, values) -> {
            for (int from = 0; from < values.size(); from += GROUP_MAX) {
                rows.add(new NoteView.Group(reason, values.subList(from, Math.min(values.size(), from + GROUP_MAX)), values.size()));
            }
        });
        return rows;
    }

    private static NoteView.ChangeRow change(ReportChange.Change change) {
        String answered = change.answered().stream().map(SourceNames::of).collect(Collectors.joining(", "));
        String verdict = change.before() == null ? "new, " + words(change.now()) : "was " + words(change.before()) + ", now " + words(change.now());
        String words = change.isVerdict() ? verdict : "still " + words(change.now());
        return new NoteView.ChangeRow(SafeText.line(Defanger.value(change.type(), change.value()), VALUE_MAX),
                answered.isEmpty() ? words : words + " (answered: " + answered + ")");
    }

    private static String words(io.github.iocenrichment.verdict.VerdictValue verdict) {
        return switch (verdict) {
            case NO_THREAT_FOUND -> "without findings";
            case UNKNOWN -> "never seen";
            case NOT_CHECKED -> "not asked";
            default -> verdict.label();
        };
    }

    static String value(Indicator indicator) {
        return Defanger.value(indicator.type(), SafeText.line(indicator.value(), VALUE_MAX));
    }

    /** {@code scan.zip > a.doc}: each step is a file name or the like. */
    private static String path(String path) {
        return java.util.Arrays.stream(SafeText.line(path, WORDS_MAX).split(" > ")).map(Defanger::fileName).collect(Collectors.joining(" > "));
    }

    static boolean isCve(Finding finding) {
        return finding.indicator().type() == IndicatorType.CVE;
    }

    static final Comparator<Finding> BY_VALUE = Comparator.comparing(finding -> finding.indicator().key());
}
