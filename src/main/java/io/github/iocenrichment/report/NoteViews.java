package io.github.iocenrichment.report;

import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.indicator.Place;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.FiredRule;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns a report into what the templates may show. */
final class NoteViews {
    private static final int VALUE_MAX = 1000;
    private static final int WORDS_MAX = 240;
    private static final int SNIPPET_MAX = 160;
    private static final int PLACES_MAX = 3;
    /** A rule's words are cut at a length that none of ours reaches: its figures and the last summand belong to it. */
    private static final int RULE_MAX = 500;
    private static final int RULES_MAX = 20;
    private static final int LISTED_VALUE_MAX = 200;
    private static final int GROUP_MAX = 20;
    private static final int LISTED_MAX = 1000;
    private static final int FILES_MAX = 200;
    private final TrustedLinks links;
    private final Messages messages;

    NoteViews(TrustedLinks links, Messages messages) {
        this.links = links;
        this.messages = messages;
    }

    NoteView of(IncidentReport report) {
        List<Finding> sorted = report.findings().stream().sorted(Standing.WORST_FIRST).toList();
        Set<String> changed = report.change().changes().stream().map(c -> c.type().label() + "|" + c.value()).collect(Collectors.toSet());
        List<Finding> shown = report.kind() == NoteKind.AMENDMENT ? sorted.stream().filter(f -> changed.contains(f.indicator().key())).toList() : sorted;
        PublicationWords publication = PublicationWords.of(report.publication(), report.record(), messages);
        Map<String, Finding> byKey = sorted.stream().collect(Collectors.toMap(f -> f.indicator().key(), f -> f, (a, b) -> a));
        boolean nothingFound = sorted.isEmpty() && report.overLimit().isEmpty();
        boolean silent = report.publication().state() == Publication.State.NONE && (nothingFound || report.kind() == NoteKind.AMENDMENT);
        return new NoteView(report.kind().name().toLowerCase(Locale.ROOT), SafeText.key(report.incident().number()),
                SafeText.words(report.incident().subject(), WORDS_MAX), VerdictLine.of(report.findings(), report.overLimit().size(), CountedOnlyWords.total(report.countedOnly()), report.at(), messages),
                nothingFound,
                shown.stream().filter(f -> Standing.of(f).isAnswered() && !isCve(f)).map(f -> row(f, report.at())).toList(),
                shown.stream().filter(f -> Standing.of(f).isAnswered() && isCve(f)).sorted(CveStanding.HIGHEST_FIRST)
                        .map(f -> row(f, report.at())).toList(),
                notAsked(shown, report), notAnswered(shown, report.at()),
                files(report.unread()), CountedOnlyWords.of(report.kind() == NoteKind.AMENDMENT ? report.late().counted() : report.countedOnly(), messages),
                files(report.late().outcomes()), problems(report), report.change().changes().stream().map(change -> change(change, byKey)).toList(),
                silent ? null : publication.sentence(), outcome(report.publication(), report.record()), publication.warning(),
                links.checkOwn(report.publication().link()).orElse(null),
                links.checkOwn(report.record().link()).orElse(null));
    }

    private static NoteView.Outcome outcome(Publication publication, RecordIncident record) {
        return new NoteView.Outcome(label(publication.state()), SafeText.words(publication.tlp(), 20), publication.indicators(), publication.objects(),
                SafeText.words(publication.words(), WORDS_MAX), label(record.state()), SafeText.key(record.number()),
                SafeText.words(record.words(), WORDS_MAX));
    }

    private static String label(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private List<NoteView.File> files(List<Unread> files) {
        List<NoteView.File> rows = new ArrayList<>();
        files.stream().limit(FILES_MAX).forEach(u -> rows.add(new NoteView.File(path(u.name()), messages.translate(SafeText.words(u.reason(), WORDS_MAX)))));
        if (files.size() > FILES_MAX) {
            rows.add(new NoteView.File("…", messages.say("list.more", "count", files.size() - FILES_MAX)));
        }
        return rows;
    }

    private List<String> problems(IncidentReport report) {
        List<String> rows = new ArrayList<>();
        report.problems().stream().distinct().limit(FILES_MAX).forEach(problem -> rows.add(messages.translate(SafeText.words(problem, WORDS_MAX))));
        if (report.problems().size() > FILES_MAX) {
            rows.add(messages.say("list.more", "count", report.problems().size() - FILES_MAX));
        }
        return rows;
    }

    private NoteView.Row row(Finding finding, Instant now) {
        Indicator indicator = finding.indicator();
        boolean cve = isCve(finding);
        String heading = cve ? CveStanding.of(finding).heading(messages) : Standing.of(finding).heading(finding.verdict().confidence(), messages);
        String level = cve ? CveStanding.of(finding).level() : finding.verdict().value().label();
        List<NoteView.PlaceRow> places = indicator.places().stream().map(this::place).distinct().toList();
        return new NoteView.Row(heading, level, finding.verdict().confidence(), value(indicator), indicator.type().label(),
                finding.answers().stream().map(answer -> source(answer, now)).toList(),
                why(finding),
                places.stream().limit(PLACES_MAX).toList(), Math.max(0, places.size() - PLACES_MAX));
    }

    /** The rules' words; left out where the heading says it all. */
    private List<String> why(Finding finding) {
        Standing standing = Standing.of(finding);
        if (!isCve(finding) && (standing == Standing.NEVER_SEEN || standing == Standing.PENDING)) {
            return List.of();
        }
        return finding.verdict().rules().stream().filter(rule -> !rule.id().equals(CveStanding.RULE)).limit(RULES_MAX).map(FiredRule::words)
                .map(words -> messages.translate(SafeText.words(words, RULE_MAX)))
                .filter(words -> !words.isEmpty()).toList();
    }

    private NoteView.SourceRow source(Answer answer, Instant now) {
        return new NoteView.SourceRow(SourceNames.of(answer.source(), messages), answer.state().label(), new AnswerWords(messages, now).of(answer),
                links.check(answer.link()).orElse(null),
                answer.state().isAnswered() ? Times.age(answer.answeredAt(), now, messages) : null);
    }

    private NoteView.PlaceRow place(Place place) {
        boolean file = !place.ofTicket();
        String source = file ? messages.say("found.file", "name", Defanger.fileName(SafeText.line(place.source(), 120))) : messages.translate(place.source());
        String path = place.path() == null ? "" : path(place.path());
        return new NoteView.PlaceRow(path.isEmpty() ? source : source + ", " + messages.translate(path), SafeText.words(place.snippet(), SNIPPET_MAX));
    }

    private List<NoteView.Group> notAsked(List<Finding> shown, IncidentReport report) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (Finding finding : shown) {
            if (Standing.of(finding) == Standing.NOT_ASKED) {
                groups.computeIfAbsent(whyNotAsked(finding, report.at()), reason -> new ArrayList<>()).add(listed(finding.indicator()));
            }
        }
        List<Indicator> named = named(report);
        if (!named.isEmpty()) {
            groups.computeIfAbsent(messages.say("not-asked.over-limit"), reason -> new ArrayList<>()).addAll(named.stream().map(NoteViews::listed).toList());
        }
        return groups(groups);
    }

    /** Those that are named and not asked about, for there are more than {@code enrichment.max-indicators} allows. */
    private static List<Indicator> named(IncidentReport report) {
        return report.kind() == NoteKind.AMENDMENT ? report.late().named() : report.overLimit();
    }

    /** Those of them that the note only counts, {@value #GROUP_MAX} to a line: they are named in the file beside it. */
    static List<String> onlyInFile(IncidentReport report) {
        List<Indicator> all = named(report);
        List<String> lines = new ArrayList<>();
        for (int from = LISTED_MAX; from < all.size(); from += GROUP_MAX) {
            lines.add(all.subList(from, Math.min(all.size(), from + GROUP_MAX)).stream().map(NoteViews::listed).collect(Collectors.joining(", ")));
        }
        return lines;
    }

    private String whyNotAsked(Finding finding, Instant now) {
        if (!finding.indicator().enrichable()) {
            String reason = SafeText.words(finding.indicator().reason(), WORDS_MAX);
            return reason.isEmpty() ? messages.say("not-asked.inside") : messages.translate(reason);
        }
        List<String> reasons = finding.answers().stream().filter(answer -> answer.state() == AnswerState.QUOTA || answer.state() == AnswerState.SKIPPED)
                .map(new AnswerWords(messages, now)::named).distinct().toList();
        return reasons.isEmpty() ? messages.say("not-asked.no-reason") : String.join("; ", reasons);
    }

    private List<NoteView.Group> notAnswered(List<Finding> shown, Instant now) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (Finding finding : shown) {
            if (Standing.of(finding) == Standing.NOT_ANSWERED) {
                String reason = finding.answers().stream().map(new AnswerWords(messages, now)::named).distinct().collect(Collectors.joining("; "));
                groups.computeIfAbsent(reason, r -> new ArrayList<>()).add(listed(finding.indicator()));
            }
        }
        return groups(groups);
    }

    private List<NoteView.Group> groups(Map<String, List<String>> groups) {
        List<NoteView.Group> rows = new ArrayList<>();
        groups.forEach((reason, values) -> {
            int end = Math.min(values.size(), LISTED_MAX);
            for (int from = 0; from < end; from += GROUP_MAX) {
                rows.add(new NoteView.Group(reason, values.subList(from, Math.min(end, from + GROUP_MAX)), values.size(), from > 0));
            }
            if (values.size() > end) {
                rows.add(new NoteView.Group(reason, List.of(messages.say("list.more", "count", values.size() - end)), values.size(), true));
            }
        });
        return rows;
    }

    private NoteView.ChangeRow change(ReportChange.Change change, Map<String, Finding> findings) {
        Finding finding = findings.get(change.type().label() + "|" + change.value());
        String now = finding == null ? words(change.now()) : standing(finding);
        String verdict = change.before() == null ? messages.say("change.new", "now", now)
                : messages.say("change.verdict", "before", words(change.before()), "now", now);
        String words = change.isVerdict() ? verdict : messages.say("change.same", "now", now);
        String answered = change.answered().stream().map(source -> SourceNames.of(source, messages)).collect(Collectors.joining(", "));
        return new NoteView.ChangeRow(Defanger.value(change.type(), SafeText.line(change.value(), VALUE_MAX)),
                answered.isEmpty() ? words : words + "; " + messages.say("change.answered", "sources", answered));
    }

    private String standing(Finding finding) {
        boolean rated = isCve(finding) && Standing.of(finding).isAnswered();
        return rated ? CveStanding.of(finding).words(messages) : Standing.of(finding).words(messages);
    }

    private String words(VerdictValue verdict) {
        return messages.say("verdict." + verdict.label());
    }

    private static String listed(Indicator indicator) {
        return Defanger.value(indicator.type(), SafeText.line(indicator.value(), LISTED_VALUE_MAX));
    }

    static String value(Indicator indicator) {
        return Defanger.value(indicator.type(), SafeText.line(indicator.value(), VALUE_MAX));
    }

    /** {@code scan.zip > a.doc}: each step is a file name or the like. */
    private static String path(String path) {
        return Arrays.stream(SafeText.line(path, WORDS_MAX).split(" > ")).map(Defanger::fileName).collect(Collectors.joining(" > "));
    }

    static boolean isCve(Finding finding) {
        return finding.indicator().type() == IndicatorType.CVE;
    }

    static final Comparator<Finding> BY_VALUE = Comparator.comparing(finding -> finding.indicator().key());
}
