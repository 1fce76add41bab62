package io.github.iocenrichment.report;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.Place;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.text.Defanger;
import io.github.iocenrichment.verdict.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The full entry of one indicator in a note. */
final class FindingRows {
    private static final int WORDS_MAX = 240;
    private static final int SNIPPET_MAX = 160;
    private static final int NAME_MAX = 120;
    private static final int PLACES_MAX = 3;
    /** Ten tags and five sources have a place in it. */
    private static final int PLATFORM_MAX = 1200;
    private static final String PLATFORM = "Intel Exchange";
    private final TrustedLinks links;
    private final Messages messages;
    private final Instant now;
    private final AnswerWords words;
    private final EarlierWords earlier;
    private final Map<String, String> platform;

    FindingRows(TrustedLinks links, Messages messages, IncidentReport report) {
        this.links = links;
        this.messages = messages;
        this.now = report.at();
        this.words = new AnswerWords(messages, now);
        this.earlier = new EarlierWords(report.earlier(), messages);
        this.platform = report.platform();
    }

    NoteView.Row row(SameFiles file) {
        Finding finding = file.finding();
        Indicator indicator = finding.indicator();
        boolean cve = NoteViews.isCve(finding);
        String heading = cve ? CveStanding.of(finding).heading(messages) : Standing.of(finding).heading(finding.verdict().confidence(), messages);
        String level = cve ? CveStanding.of(finding).level() : finding.verdict().value().label();
        List<Place> places = file.all().stream().flatMap(one -> one.indicator().places().stream()).toList();
        List<String> wheres = places.stream().map(this::where).distinct().toList();
        List<NoteView.PlaceRow> rows = new ArrayList<>();
        for (String where : wheres.subList(0, Math.min(PLACES_MAX, wheres.size()))) {
            // one line for an indicator: the text around it is shown once
            rows.add(new NoteView.PlaceRow(where, rows.isEmpty() ? SafeText.words(places.get(0).snippet(), SNIPPET_MAX) : ""));
        }
        List<String> others = file.others().stream().map(hash -> messages.say("found.hash", "type", hash.type().label(), "value", hash.value())).toList();
        return new NoteView.Row(heading, level, finding.verdict().confidence(), NoteViews.value(indicator), indicator.type().label(), others,
                Stream.concat(finding.answers().stream().map(this::source), platform(file)).toList(), Why.of(finding, messages),
                file.all().stream().map(one -> earlier.of(one.indicator())).filter(Objects::nonNull).findFirst().orElse(null),
                rows, wheres.size() - rows.size());
    }

    /** What Intel Exchange knew of the value, or of another hash of the same file, before it was published. */
    private Stream<NoteView.SourceRow> platform(SameFiles file) {
        return file.all().stream().map(one -> platform(one.indicator())).flatMap(Optional::stream).limit(1)
                .map(known -> new NoteView.SourceRow(PLATFORM, "found", known, null, null));
    }

    private Optional<String> platform(Indicator indicator) {
        return Optional.ofNullable(platform.get(indicator.key())).map(known -> messages.translate(SafeText.words(known, PLATFORM_MAX)));
    }

    /** What earlier incidents and Intel Exchange know of a value; empty when they know nothing. */
    Optional<String> knownBefore(Indicator indicator) {
        return Stream.of(Optional.ofNullable(earlier.of(indicator)), platform(indicator).map(known -> PLATFORM + ": " + known)).flatMap(Optional::stream)
                .reduce((one, other) -> one + "; " + other);
    }

    private NoteView.SourceRow source(Answer answer) {
        return new NoteView.SourceRow(words.title(answer), answer.state().label(), words.of(answer),
                links.check(answer.link()).orElse(null),
                answer.state().isAnswered() ? Times.age(answer.answeredAt(), now, messages) : null);
    }

    private String where(Place place) {
        String source = place.ofTicket() ? messages.translate(place.source())
                : messages.say("found.file", "name", Defanger.fileName(SafeText.line(place.source(), NAME_MAX)));
        String path = place.path() == null ? "" : path(place.path());
        return path.isEmpty() ? source : source + ", " + messages.translate(path);
    }

    /** {@code scan.zip > a.doc}: each step is a file name or the like. */
    static String path(String path) {
        return Arrays.stream(SafeText.line(path, WORDS_MAX).split(" > ")).map(Defanger::fileName).collect(Collectors.joining(" > "));
    }

    /** All of one finding on one line, for the file beside a note that only names it. */
    String inOneLine(Finding finding) {
        Indicator indicator = finding.indicator();
        Stream<String> sources = finding.answers().stream().map(answer -> words.title(answer) + ": " + words.of(answer));
        Stream<String> places = indicator.places().stream().map(this::where).distinct().limit(5);
        String found = places.collect(Collectors.joining("; "));
        String before = knownBefore(indicator).orElse(null);
        String why = String.join("; ", Why.of(finding, messages));
        return NoteViews.value(indicator) + "  (" + indicator.type().label() + ")  " + Stream.of(sources.collect(Collectors.joining("; ")),
                why.isEmpty() ? "" : messages.say("label.why") + ": " + why,
                found.isEmpty() ? "" : messages.say("label.found-in") + ": " + found, before == null ? "" : messages.say("label.seen-before") + ": " + before)
                .filter(piece -> !piece.isEmpty()).collect(Collectors.joining(" | "));
    }
}
