package io.github.iocenrichment.source;

import io.github.iocenrichment.indicator.IndicatorType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Brings what is known about the files under one hash into one answer, and keeps them apart in it. */
final class HybridAnalysisFiles {
    /** When no file was found, the states, the most important first. */
    private static final List<AnswerState> BY_WEIGHT = List.of(AnswerState.QUOTA, AnswerState.UNAUTHORISED, AnswerState.FAILED, AnswerState.PENDING,
            AnswerState.REJECTED, AnswerState.SKIPPED);
    private static final Comparator<Answer> WORST_FIRST = Comparator
            .<Answer>comparingInt(a -> HybridAnalysisReport.rank(Facts.of(a).text("verdict").orElse(null)))
            .thenComparing(a -> Facts.of(a).number("threatScore").orElse(-1L), Comparator.reverseOrder())
            .thenComparing(a -> a.observedAt() == null ? Instant.EPOCH : a.observedAt(), Comparator.reverseOrder());

    private final Question question;
    private final List<QuotaNotice> quota;

    HybridAnalysisFiles(Question question, List<QuotaNotice> quota) {
        this.question = question;
        this.quota = quota;
    }

    /** From rows alone: the old search, whose rows are whole summaries, or thin rows that name no file. */
    Reading fromRows(HybridAnalysisRows rows) {
        if (rows.rows() == 0) {
            return rows.listed() == 0 ? question.without(AnswerState.NOT_FOUND, "never seen by Hybrid Analysis", quota)
                    : question.without(AnswerState.FAILED, "Hybrid Analysis answered about another file", quota);
        }
        if (rows.best() == null && rows.unfinished() > 0) {
            return question.later(AnswerState.PENDING, "analysis is not finished", question.now().plusSeconds(600), quota);
        }
        List<Answer> answers = new ArrayList<>();
        rows.bestByFile().forEach((sha256, report) -> answers.add(answer(sha256, report, rows)));
        if (answers.isEmpty()) {
            answers.add(answer(null, rows.best(), rows));
        }
        return combine(answers.size() == 1 ? rows.verdicts(null) : Map.of(), 0, answers);
    }

    /** A file whose reports all failed is known, and nothing is known about it. */
    private Answer answer(@Nullable String sha256, @Nullable HybridAnalysisReport report, HybridAnalysisRows rows) {
        boolean finished = report != null && report.isFinished();
        Facts.Builder builder = finished ? HybridAnalysisFile.of(report.row()) : new Facts.Builder();
        HybridAnalysisFile.addReports(builder, rows.verdicts(sha256), finished ? report.verdict() : null);
        Facts facts = new Facts(builder.put("sha256", sha256).put("reportCount", rows.rows()).build());
        String said = finished ? HybridAnalysisFile.summary(facts) : Words.count(rows.rows(), "report") + ", none finished";
        String summary = rows.nameless() == 0 ? said : said + "; " + Words.count(rows.nameless(), "report")
                + " without a SHA-256, of which the file is not known";
        String link = sha256 == null ? null : HybridAnalysisReader.link(sha256) + (finished && isId(report.id()) ? "/" + report.id() : "");
        return new Answer(HybridAnalysisReader.SOURCE, IndicatorType.SHA256, sha256, AnswerState.FOUND, null, null, question.now(),
                HybridAnalysisFile.observedAt(facts), link, summary, facts.map());
    }

    private static boolean isId(@Nullable String id) {
        return id != null && id.matches("[0-9a-fA-F]{12,40}");
    }

    /** @param notAsked how many files more there are than were asked for */
    Reading combine(Map<String, Object> reportVerdicts, long notAsked, List<Answer> overviews) {
        if (overviews.isEmpty()) {
            return question.without(AnswerState.FAILED, "Hybrid Analysis named no file to ask about", quota);
        }
        List<Answer> files = overviews.stream().map(HybridAnalysisFiles::listed).toList();
        List<Answer> found = files.stream().filter(a -> a.state() == AnswerState.FOUND).sorted(WORST_FIRST).toList();
        boolean single = files.size() == 1 && notAsked == 0;
        if (found.isEmpty()) {
            boolean reportsAlone = single && isWithoutOverview(overviews.get(0)) && !reportVerdicts.isEmpty();
            return new Reading(reportsAlone ? fromReports(files.get(0), reportVerdicts) : none(files), quota, false);
        }
        return new Reading(single ? one(found.get(0), reportVerdicts) : several(found, files, notAsked, reportVerdicts), quota, false);
    }

    /** The search names the file, so that it exists: without an overview it is known by its hash alone. */
    private static Answer listed(Answer file) {
        return file.state() == AnswerState.NOT_FOUND ? Answer.without(AnswerState.PENDING, file.source(), file.type(), file.value(),
                "known to Hybrid Analysis by its hash, no overview yet", file.answeredAt()).withAskAgainAt(file.answeredAt().plus(HybridAnalysisReader.IN_WORK))
                : file;
    }

    /** There is none, or the vendor could not give it and is not asked for it again soon. */
    private static boolean isWithoutOverview(Answer overview) {
        return overview.state() == AnswerState.NOT_FOUND || overview.state() == AnswerState.FAILED && overview.askAgainAt() == null;
    }

    /** The search knows finished reports of a file that has no overview: their worst verdict is all there is. */
    private Answer fromReports(Answer file, Map<String, Object> reportVerdicts) {
        String worst = reportVerdicts.keySet().stream().min(Comparator.comparingInt(HybridAnalysisReport::rank)).orElseThrow();
        Facts.Builder facts = new Facts.Builder().put("verdict", worst).put("sha256", file.value());
        HybridAnalysisFile.addReports(facts, reportVerdicts, worst);
        Answer known = file.withLink(HybridAnalysisReader.link(file.value()));
        return answer(known, facts.build(), worst + " by its reports, no overview");
    }

    private Answer none(List<Answer> files) {
        Answer decisive = files.stream().min(Comparator.comparingInt(a -> BY_WEIGHT.indexOf(a.state()))).orElseThrow();
        Instant again = files.stream().map(Answer::askAgainAt).filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
        return Answer.without(decisive.state(), question.source(), question.type(), question.value(), decisive.reason(), question.now()).withAskAgainAt(again);
    }

    private Answer one(Answer file, Map<String, Object> reportVerdicts) {
        Facts.Builder facts = new Facts.Builder();
        file.facts().forEach(facts::put);
        if (!reportVerdicts.isEmpty()) {
            HybridAnalysisFile.addReports(facts, reportVerdicts, Facts.of(file).text("verdict").orElse(null));
        }
        return answer(file, facts.build(), file.summary());
    }

    private Answer several(List<Answer> found, List<Answer> files, long notAsked, Map<String, Object> reportVerdicts) {
        Answer worst = found.get(0);
        Facts.Builder facts = new Facts.Builder();
        worst.facts().forEach((name, fact) -> {
            if (!List.of("sha256", "sha1", "md5").contains(name)) {
                facts.put(name, fact);
            }
        });
        facts.put("ambiguous", true).put("filesNotAsked", notAsked == 0 ? null : (Object) notAsked).put("reportVerdicts", reportVerdicts);
        List<Map<String, Object>> rows = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Answer file : files) {
            Facts known = Facts.of(file);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("sha256", file.value());
            row.put("state", file.state().label());
            known.text("verdict").ifPresent(v -> row.put("verdict", v));
            known.number("threatScore").ifPresent(s -> row.put("threatScore", s));
            known.text("family").ifPresent(f -> row.put("family", f));
            if (file.link() != null) {
                row.put("link", file.link());
            }
            rows.add(row);
            words.add(file.value().substring(0, 8) + "\u2026 " + (file.state() == AnswerState.FOUND ? file.summary() : file.state().label()));
        }
        String summary = files.size() + notAsked + " different files have this hash"
                + (notAsked == 0 ? "" : ", " + notAsked + " of them not asked about") + ": " + String.join("; ", words.subList(0, Math.min(3, words.size())));
        return answer(worst, facts.put("files", rows).build(), VendorText.line(summary, 400));
    }

    private Answer answer(Answer file, Map<String, Object> facts, @Nullable String summary) {
        return new Answer(question.source(), question.type(), question.value(), AnswerState.FOUND, null, null, question.now(), file.observedAt(),
                file.link(), summary, facts);
    }
}
