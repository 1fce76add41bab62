package io.github.iocenrichment.report;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.verdict.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of a note that name many indicators at once: those that share a reason or the words of their sources stand together. */
final class Lists {
    /** Values on one line. */
    static final int LINE = 20;
    /** Of a longer list in a full note, the rest is counted. */
    private static final int LISTED_MAX = 1000;
    /** Of a longer list in a brief note, all are counted. */
    static final int BRIEF_MAX = 30;
    private static final int REASON_MAX = 240;
    private final Messages messages;
    private final AnswerWords words;
    private final boolean brief;

    /** @param brief whether the note is one without any finding */
    Lists(Messages messages, AnswerWords words, boolean brief) {
        this.messages = messages;
        this.words = words;
        this.brief = brief;
    }

    /** Those that no source knows, by type and by the sources that were asked. */
    NoteView.Listing neverSeen(List<Finding> findings) {
        return grouped(findings.stream().filter(f -> Standing.of(f) == Standing.NEVER_SEEN).toList(), this::asked, findings);
    }

    /** Those of one standing, by what the sources said, and what set or lowered the verdict beside them. */
    NoteView.Listing saying(List<Finding> findings, Standing standing) {
        return grouped(findings.stream().filter(f -> Standing.of(f) == standing).toList(), this::said, findings);
    }

    private NoteView.Listing grouped(List<Finding> some, Function<Finding, String> reason, List<Finding> all) {
        boolean counted = brief && unnamed(all);
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (Finding finding : some) {
            String key = counted ? finding.indicator().type().label() : reason.apply(finding);
            groups.computeIfAbsent(key, same -> new ArrayList<>()).add(NoteViews.listed(finding.indicator()));
        }
        return new NoteView.Listing(some.size(), counted ? groups.entrySet().stream()
                .sorted(Comparator.comparingInt(group -> -group.getValue().size()))
                .map(group -> new NoteView.Group(messages.say("types." + group.getKey(), "count", group.getValue().size()),
                List.of(), group.getValue().size(), false)).toList() : groups(groups));
    }

    /** Whether a brief note names so many indicators that it counts them and leaves their names to the file beside it. */
    static boolean unnamed(List<Finding> findings) {
        return findings.stream().filter(f -> Standing.of(f).isAnswered()).count() > BRIEF_MAX;
    }

    /** {@code ipv4, asked AbuseIPDB and VirusTotal}. */
    private String asked(Finding finding) {
        List<String> plain = new ArrayList<>();
        List<String> other = new ArrayList<>();
        for (Answer answer : finding.answers()) {
            if (answer.state() == AnswerState.NOT_FOUND) {
                plain.add(SourceNames.of(answer.source(), messages) + words.whyNeverSeen(answer));
            } else if (answer.state() != AnswerState.SKIPPED) {
                other.add(words.named(answer));
            }
        }
        String asked = plain.isEmpty() ? finding.indicator().type().label()
                : messages.say("never-seen.by", "type", finding.indicator().type().label(), "sources", String.join(", ", plain));
        return other.isEmpty() ? asked : asked + "; " + String.join("; ", other);
    }

    private String said(Finding finding) {
        Stream<String> sources = finding.answers().stream().filter(answer -> answer.state() != AnswerState.SKIPPED)
                .map(answer -> SourceNames.of(answer.source(), messages) + ": " + words.of(answer));
        return Stream.concat(sources, Why.beyondSources(finding, messages).stream()).collect(Collectors.joining("; "));
    }

    List<NoteView.Group> notAsked(List<Finding> shown, List<Indicator> overLimit) {
        return groups(unasked(shown, overLimit));
    }

    private Map<String, List<String>> unasked(List<Finding> shown, List<Indicator> overLimit) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (Finding finding : shown) {
            if (Standing.of(finding) == Standing.NOT_ASKED) {
                groups.computeIfAbsent(whyNotAsked(finding), reason -> new ArrayList<>()).add(NoteViews.listed(finding.indicator()));
            }
        }
        if (!overLimit.isEmpty()) {
            groups.computeIfAbsent(messages.say("not-asked.over-limit"), reason -> new ArrayList<>())
                    .addAll(overLimit.stream().map(NoteViews::listed).toList());
        }
        return groups;
    }

    private String whyNotAsked(Finding finding) {
        if (!finding.indicator().enrichable()) {
            String reason = SafeText.words(finding.indicator().reason(), REASON_MAX);
            return reason.isEmpty() ? messages.say("not-asked.inside") : messages.translate(reason);
        }
        List<String> reasons = finding.answers().stream().filter(answer -> answer.state() == AnswerState.QUOTA || answer.state() == AnswerState.SKIPPED)
                .map(words::named).distinct().toList();
        return reasons.isEmpty() ? messages.say("not-asked.no-reason") : String.join("; ", reasons);
    }

    List<NoteView.Group> notAnswered(List<Finding> shown) {
        return groups(unanswered(shown));
    }

    private Map<String, List<String>> unanswered(List<Finding> shown) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (Finding finding : shown) {
            if (Standing.of(finding) == Standing.NOT_ANSWERED) {
                String reason = finding.answers().stream().map(words::named).distinct().collect(Collectors.joining("; "));
                groups.computeIfAbsent(reason, r -> new ArrayList<>()).add(NoteViews.listed(finding.indicator()));
            }
        }
        return groups;
    }

    private List<NoteView.Group> groups(Map<String, List<String>> groups) {
        List<NoteView.Group> rows = new ArrayList<>();
        groups.forEach((reason, values) -> {
            if (brief) {
                boolean named = values.size() <= BRIEF_MAX;
                rows.add(new NoteView.Group(reason, named ? List.copyOf(values) : List.of(), values.size(), false));
                return;
            }
            int end = Math.min(values.size(), LISTED_MAX);
            for (int from = 0; from < end; from += LINE) {
                rows.add(new NoteView.Group(reason, values.subList(from, Math.min(end, from + LINE)), values.size(), from > 0));
            }
            if (values.size() > end) {
                rows.add(new NoteView.Group(reason, List.of(messages.say("list.more", "count", values.size() - end)), values.size(), true));
            }
        });
        return rows;
    }

    /** Lines for the file beside the note: what the lists of the note only count, {@value #LINE} values to a line. */
    List<String> unlisted(List<Finding> shown, List<Indicator> overLimit) {
        List<String> lines = new ArrayList<>();
        unasked(shown, overLimit).forEach((reason, values) -> lines.addAll(unlisted(reason, values)));
        unanswered(shown).forEach((reason, values) -> lines.addAll(unlisted(reason, values)));
        return lines;
    }

    private List<String> unlisted(String reason, List<String> values) {
        int listed = brief ? values.size() <= BRIEF_MAX ? values.size() : 0 : LISTED_MAX;
        List<String> lines = new ArrayList<>();
        for (int from = listed; from < values.size(); from += LINE) {
            lines.add(messages.say("not-asked.continued", "reason", reason, "values",
                    String.join(", ", values.subList(from, Math.min(values.size(), from + LINE)))));
        }
        return lines;
    }
}
