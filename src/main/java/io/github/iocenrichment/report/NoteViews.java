package io.github.iocenrichment.report;

import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.text.Defanger;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.VerdictValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns a report into what the templates may show. */
final class NoteViews {
    private static final int VALUE_MAX = 1000;
    private static final int WORDS_MAX = 240;
    private static final int LISTED_VALUE_MAX = 200;
    private static final int FILES_MAX = 200;
    private static final int BRIEF_FILES_MAX = 10;
    /** More indicators of one standing without a threat than these have no entries of their own. */
    private static final int ENTRIES_MAX = 10;
    private static final int SEEN_BEFORE_MAX = 10;
    private static final Set<Standing> THREATS = EnumSet.of(Standing.MALICIOUS, Standing.SUSPICIOUS);
    private final TrustedLinks links;
    private final Messages messages;
    private final String publicUrl;

    /** @param publicUrl {@code http.public-url}; empty for no links to pages */
    NoteViews(TrustedLinks links, Messages messages, String publicUrl) {
        this.links = links;
        this.messages = messages;
        this.publicUrl = publicUrl;
    }

    /** What of a report its note shows, and how. */
    private record Shown(List<Finding> findings, boolean brief, List<Indicator> overLimit, Lists lists) {
        List<Finding> of(Standing standing) {
            return findings.stream().filter(f -> Standing.of(f) == standing && !isCve(f)).toList();
        }

        /** Whether indicators of that standing have entries of their own. */
        boolean entries(Standing standing) {
            return THREATS.contains(standing) || !brief && standing != Standing.NEVER_SEEN && standing.isAnswered() && of(standing).size() <= ENTRIES_MAX;
        }

        NoteView.Listing listing(Standing standing) {
            return entries(standing) ? NoteView.Listing.none() : standing == Standing.NEVER_SEEN
                    ? lists.neverSeen(withoutCves()) : lists.saying(withoutCves(), standing);
        }

        List<Finding> withoutCves() {
            return findings.stream().filter(f -> !isCve(f) || !Standing.of(f).isAnswered()).toList();
        }

        /** Those that are named together with others. */
        List<Finding> listed() {
            return findings.stream().filter(f -> Standing.of(f).isAnswered() && !isCve(f) && !entries(Standing.of(f))).toList();
        }

        boolean inFile() {
            return listed().size() > Lists.BRIEF_MAX;
        }
    }

    private Shown shown(IncidentReport report) {
        List<Finding> sorted = report.findings().stream().sorted(Standing.WORST_FIRST).toList();
        Set<String> changed = report.change().changes().stream().map(c -> c.type().label() + "|" + c.value()).collect(Collectors.toSet());
        boolean amendment = report.kind() == NoteKind.AMENDMENT;
        List<Finding> findings = amendment ? sorted.stream().filter(f -> changed.contains(f.indicator().key())).toList() : sorted;
        boolean brief = report.kind() == NoteKind.FIRST && findings.stream()
                .noneMatch(f -> THREATS.contains(Standing.of(f)) || isCve(f) && Standing.of(f).isAnswered());
        return new Shown(findings, brief, amendment ? report.late().named() : report.overLimit(),
                new Lists(messages, new AnswerWords(messages, report.at()), brief));
    }

    NoteView of(IncidentReport report) {
        Shown shown = shown(report);
        FindingRows rows = new FindingRows(links, messages, report);
        PublicationWords publication = PublicationWords.of(report.publication(), report.record(), messages);
        Map<String, Finding> byKey = report.findings().stream().collect(Collectors.toMap(f -> f.indicator().key(), f -> f, (a, b) -> a));
        boolean amendment = report.kind() == NoteKind.AMENDMENT;
        boolean nothingFound = report.findings().isEmpty() && report.overLimit().isEmpty();
        boolean silent = report.publication().state() == Publication.State.NONE && (nothingFound || amendment);
        List<SameFiles> entries = SameFiles.of(shown.withoutCves().stream().filter(f -> shown.entries(Standing.of(f))).toList());
        WhatToDo toDo = new WhatToDo(messages);
        boolean advised = report.kind() == NoteKind.FIRST || amendment;
        int filesMax = shown.brief ? BRIEF_FILES_MAX : FILES_MAX;
        return new NoteView(report.kind().name().toLowerCase(Locale.ROOT), SafeText.key(report.incident().number()),
                SafeText.words(report.incident().subject(), WORDS_MAX), report.incident().shown(WORDS_MAX),
                VerdictLine.of(report.findings(), report.overLimit().size(), CountedOnlyWords.total(report.countedOnly()), report.at(), messages),
                nothingFound, shown.brief, page(report), entries.stream().map(rows::row).toList(),
                shown.findings.stream().filter(f -> Standing.of(f).isAnswered() && isCve(f)).sorted(CveStanding.HIGHEST_FIRST)
                        .map(f -> rows.row(new SameFiles(f, List.of(), List.of(f)))).toList(),
                shown.listing(Standing.NO_THREAT_FOUND), shown.listing(Standing.UNDECIDED), shown.listing(Standing.PENDING),
                shown.listing(Standing.NEVER_SEEN), seenBefore(shown.listed(), rows), shown.inFile(),
                advised ? toDo.of(shown.findings, report.findings()) : List.of(), advised ? toDo.blockList(entries) : List.of(),
                shown.lists.notAsked(shown.findings, shown.overLimit), shown.lists.notAnswered(shown.findings),
                files(report.unread(), filesMax), CountedOnlyWords.of(amendment ? report.late().counted() : report.countedOnly(), messages),
                files(report.late().outcomes(), FILES_MAX), problems(report, filesMax),
                report.change().changes().stream().map(change -> change(change, byKey)).toList(),
                silent ? null : publication.sentence(), outcome(report.publication(), report.record()), publication.warning(),
                links.checkOwn(report.publication().link()).orElse(null),
                links.checkOwn(report.record().link()).orElse(null));
    }

    /** Lines that stand in no note, only in the file beside it: what the note counts or names without its details. */
    List<String> onlyInFile(IncidentReport report) {
        Shown shown = shown(report);
        FindingRows rows = new FindingRows(links, messages, report);
        List<String> lines = new ArrayList<>();
        if (shown.inFile()) {
            shown.listed().forEach(finding -> lines.add(rows.inOneLine(finding)));
        }
        lines.addAll(shown.lists.unlisted(shown.findings, shown.overLimit));
        if (shown.brief) {
            report.unread().stream().skip(BRIEF_FILES_MAX).limit(FILES_MAX).map(this::file)
                    .forEach(file -> lines.add(messages.say("title.not-read") + ": " + messages.say("found.file", "name", file.name()) + ": " + file.reason()));
            report.problems().stream().distinct().skip(BRIEF_FILES_MAX).limit(FILES_MAX)
                    .forEach(problem -> lines.add(messages.say("title.problems") + ": " + messages.translate(SafeText.words(problem, WORDS_MAX))));
        }
        return lines;
    }

    /** The incident's page; null when there is none. */
    private @Nullable String page(IncidentReport report) {
        String key = SafeText.key(report.incident().recId());
        if (publicUrl.isEmpty() || key.isEmpty()) {
            return null;
        }
        try {
            URI uri = new URI(publicUrl + (publicUrl.endsWith("/") ? "" : "/") + "incidents/" + key);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? uri.toString() : null;
        } catch (URISyntaxException notAnAddress) {
            return null;
        }
    }

    /** What earlier incidents and Intel Exchange know of values that have no entry of their own. */
    private List<String> seenBefore(List<Finding> listed, FindingRows rows) {
        Map<Indicator, String> known = new LinkedHashMap<>();
        listed.forEach(finding -> rows.knownBefore(finding.indicator()).ifPresent(words -> known.put(finding.indicator(), words)));
        List<String> lines = new ArrayList<>();
        known.entrySet().stream().limit(SEEN_BEFORE_MAX).forEach(one -> lines.add(listed(one.getKey()) + ": " + one.getValue()));
        if (known.size() > SEEN_BEFORE_MAX) {
            lines.add(messages.say("list.more", "count", known.size() - SEEN_BEFORE_MAX));
        }
        return lines;
    }

    private static NoteView.Outcome outcome(Publication publication, RecordIncident record) {
        return new NoteView.Outcome(label(publication.state()), SafeText.words(publication.tlp(), 20), publication.indicators(), publication.objects(),
                SafeText.words(publication.words(), WORDS_MAX), label(record.state()), SafeText.key(record.number()),
                SafeText.words(record.words(), WORDS_MAX));
    }

    private static String label(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private NoteView.File file(Unread unread) {
        return new NoteView.File(FindingRows.path(unread.name()), messages.translate(SafeText.words(unread.reason(), WORDS_MAX)));
    }

    private List<NoteView.File> files(List<Unread> files, int max) {
        List<NoteView.File> rows = new ArrayList<>();
        files.stream().limit(max).forEach(unread -> rows.add(file(unread)));
        if (files.size() > max) {
            rows.add(new NoteView.File("…", messages.say("list.more", "count", files.size() - max)));
        }
        return rows;
    }

    private List<String> problems(IncidentReport report, int max) {
        List<String> rows = new ArrayList<>();
        if (report.platform().containsKey("")) {
            rows.add(messages.translate(SafeText.words(report.platform().get(""), WORDS_MAX)));
        }
        report.problems().stream().distinct().limit(max).forEach(problem -> rows.add(messages.translate(SafeText.words(problem, WORDS_MAX))));
        if (report.problems().size() > max) {
            rows.add(messages.say("list.more", "count", report.problems().size() - max));
        }
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

    /** A value in a list, where it is cut earlier than in an entry of its own. */
    static String listed(Indicator indicator) {
        return Defanger.value(indicator.type(), SafeText.line(indicator.value(), LISTED_VALUE_MAX));
    }

    static String value(Indicator indicator) {
        return Defanger.value(indicator.type(), SafeText.line(indicator.value(), VALUE_MAX));
    }

    static boolean isCve(Finding finding) {
        return finding.indicator().type() == IndicatorType.CVE;
    }
}
