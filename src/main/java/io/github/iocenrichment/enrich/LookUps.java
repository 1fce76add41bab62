package io.github.iocenrichment.enrich;

import io.github.iocenrichment.enrich.Openings.Opening;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.privacy.OutgoingValue;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.source.AddedSourceReader;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.HybridAnalysisReader.HashSearch;
import io.github.iocenrichment.source.Reading;
import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.source.SourceFailure;
import io.github.iocenrichment.stage.FailureLog;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stage.LastErrors;
import io.github.iocenrichment.stage.OwnFailure;
import io.github.iocenrichment.store.AnswerStore.Kept;
import io.github.iocenrichment.store.AnswerStore;
import io.github.iocenrichment.store.QuotaStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens around every question to a source: whether to ask at all, the kept answer, one question at a time, the quota, and keeping what came.
 * The routes of {@code routes/31-...} and on call {@link #begin} before and {@link #settle} after the call itself.
 */
public final class LookUps {
    private static final Duration[] AFTER_OUTAGE = {Duration.ofSeconds(2), Duration.ofSeconds(6)};

    /**
     * How answers are kept and what is sent.
     *
     * @param keepsRaw whether the sources' replies are kept as they came, too
     */
    public record Policy(Duration foundFor, Duration notFoundFor, Duration pendingFor, UrlPrivacy privacy, KnownValues known,
            boolean keepsRaw) {

        /** One that keeps no raw replies. */
        public Policy(Duration foundFor, Duration notFoundFor, Duration pendingFor, UrlPrivacy privacy, KnownValues known) {
            this(foundFor, notFoundFor, pendingFor, privacy, known, false);
        }
    }

    private final Openings openings;
    private final Settlements settlements;
    private final QuotaGate budgets;
    private final KeyRefusals keyRefusals;
    private final Policy policy;
    private final LookUpPolicy outgoing;
    private final IncidentLog log;
    private final LastErrors lastErrors;
    private final Clock clock;

    public LookUps(AnswerStore answers, QuotaStore quotas, Sources sources, Policy policy, IncidentLog log, LastErrors lastErrors, Clock clock) {
        this.budgets = new QuotaGate(answers, quotas, sources, clock);
        this.keyRefusals = new KeyRefusals(lastErrors, log);
        this.policy = policy;
        this.outgoing = new LookUpPolicy(sources, policy);
        this.openings = new Openings(answers, sources, budgets, keyRefusals, clock);
        this.settlements = new Settlements(answers, policy, outgoing, clock);
        this.log = log;
        this.lastErrors = lastErrors;
        this.clock = clock;
    }

    /**
     * Opens a question. {@link LookUp#isToAsk()} says whether the source has to be called; if so, it is claimed and paid for.
     *
     * @param source     name of the source, as in its properties
     * @param enrichment the enrichment that it belongs to
     */
    public LookUp begin(String source, Indicator indicator, EnrichmentWork enrichment) {
        return begin(source, indicator, enrichment, null);
    }

    /** @param behind the question that this one is a part of, such as an MD5 that stands for this file; null when it stands for itself */
    public LookUp begin(String source, Indicator indicator, EnrichmentWork enrichment, @Nullable LookUp behind) {
        LookUp lookUp = openedOrFailed(source, indicator, enrichment, behind);
        enrichment.decided(lookUp);
        return lookUp;
    }

    private LookUp openedOrFailed(String source, Indicator indicator, EnrichmentWork enrichment, @Nullable LookUp behind) {
        try {
            LookUp lookUp = lookUp(source, indicator, enrichment, behind);
            if (lookUp.answer() == null) {
                lookUp.opened(openings.open(new Opening(lookUp, enrichment, true)));
            }
            enrichment.begun(lookUp);
            return lookUp;
        } catch (RuntimeException e) {
            // known by its source, which no route knows any more
            LookUp failed = new LookUp(source, indicator, outgoing.toSend(indicator, enrichment), enrichment.getRecId(), enrichment.work(), behind);
            return failed.known(broken(source, indicator, e, null));
        }
    }

    /** A question that is not opened yet, or one that is not to be asked. */
    private LookUp lookUp(String source, Indicator indicator, EnrichmentWork enrichment, @Nullable LookUp behind) {
        OutgoingValue sent = outgoing.toSend(indicator, enrichment);
        LookUp lookUp = new LookUp(source, indicator, sent, enrichment.getRecId(), enrichment.work(), behind);
        outgoing.reasonToSkip(source, sent, enrichment).ifPresent(skip ->
                lookUp.known(SourceFailure.skipped(source, indicator.type(), indicator.value(), skip, clock.instant()).answer()));
        return lookUp;
    }

    /** Questions to one source that are claimed and not yet paid for, or whose answers are known without asking. */
    List<LookUp> claim(String source, List<Indicator> indicators, EnrichmentWork enrichment) {
        List<LookUp> lookUps = indicators.stream().map(indicator -> lookUp(source, indicator, enrichment, null)).toList();
        List<LookUp> toOpen = lookUps.stream().filter(lookUp -> lookUp.answer() == null).toList();
        List<Opened> opened = openings.open(toOpen.stream().map(lookUp -> new Opening(lookUp, enrichment, false)).toList());
        for (int i = 0; i < toOpen.size(); i++) {
            toOpen.get(i).opened(opened.get(i));
        }
        return lookUps;
    }

    /** Which files a hash stands for is known: kept, so that coming again for one of their overviews costs no further search. */
    void searched(LookUp lookUp, HashSearch search) {
        lookUp.markAsked();
        lookUp.searched(search);
        lookUp.learned().stated(search.quota());
        settlements.save(lookUp, new Kept(search.kept(lookUp.getType(), lookUp.getValue()), search.at().plus(policy.foundFor()), lookUp.recId()));
    }

    /** The hash has its answer; whoever asks once more searches anew. */
    void forgetSearch(LookUp lookUp) {
        HashSearch search = lookUp.search();
        lookUp.learned().keep(new Kept(search.kept(lookUp.getType(), lookUp.getValue()), search.at(), null));
    }

    /** Whether the answer waits for the analysis of something that we submitted. */
    static boolean isSubmitted(Answer answer) {
        return answer.state() == AnswerState.PENDING && answer.askAgainAt() != null
                && (answer.facts().containsKey(UrlSubmissions.ANALYSIS) || answer.facts().containsKey(AddedSourceReader.TOKEN));
    }

    /** Whether the source answered and is asked again when the answer says: an analysis is not finished, or a part of the answer is missing. */
    static boolean isOpen(Answer answer) {
        return isSubmitted(answer) || answer.state() == AnswerState.FOUND && answer.askAgainAt() != null;
    }

    /** Pays one call for questions that go out together. False when the quota is used up; their answers say so. */
    boolean payTogether(List<LookUp> together) {
        LookUp first = together.get(0);
        Optional<Answer> unpaid = budgets.pay(first, clock.instant());
        if (unpaid.isEmpty()) {
            together.forEach(LookUp::ask);
            return true;
        }
        settlements.release(together);
        together.forEach(lookUp -> lookUp.known(unpaid.get().withValue(lookUp.indicator().value())));
        return false;
    }

    /** Whether the quota allows a further call; the first one was paid for when the question was opened. */
    public boolean mayCall(LookUp lookUp) {
        Optional<Answer> unpaid = budgets.pay(lookUp, clock.instant());
        unpaid.ifPresent(answer -> {
            settlements.release(List.of(lookUp));
            lookUp.known(answer);
        });
        return unpaid.isEmpty();
    }

    /** The money side of the questions. */
    QuotaGate budgets() {
        return budgets;
    }

    /** Types that no source is asked about. */
    public Answer noSource(Indicator indicator) {
        return SourceFailure.skipped(Answer.NO_SOURCE, indicator.type(), indicator.value(),
                indicator.enrichable() ? "no source is asked about this type" : indicator.reason(), clock.instant()).answer();
    }

    /** Takes what a reader made of the answer; a failure of the source becomes an exception, so that its circuit breaker counts it. */
    void take(LookUp lookUp, Reading reading) {
        lookUp.markAsked();
        lookUp.read(reading);
        if (reading.outage()) {
            throw new SourceOutageException(reading.answer().reason());
        }
    }

    /** The call broke, or the circuit breaker let nothing through. */
    public void unavailable(LookUp lookUp, @Nullable Throwable cause) {
        OwnFailure.passOn(cause);
        if (SourceFailure.isBreakerOpen(cause)) {
            lookUp.read(SourceFailure.breakerOpen(lookUp.getSource(), lookUp.getType(), lookUp.getValue(), clock.instant()));
            return;
        }
        if (SourceFailure.mayHaveReachedTheSource(cause)) {
            lookUp.markAsked();
        }
        reportFailure(lookUp, cause);
        if (lookUp.reading() == null || !(cause instanceof SourceOutageException)) {
            lookUp.read(SourceFailure.broken(lookUp.getSource(), lookUp.getType(), lookUp.getValue(), FailureLog.words(cause), clock.instant()));
        }
    }

    private void reportFailure(LookUp lookUp, Throwable cause) {
        lastErrors.report(lookUp.getSource(), FailureLog.words(cause));
        log.warning(SourceCatalog.title(lookUp.getSource()) + " could not be asked about a " + lookUp.getType().label() + ": " + FailureLog.words(cause));
    }

    /** Keeps the answer for all who ask later, learns the quota, lets others ask. */
    public Answer settle(LookUp lookUp, EnrichmentWork enrichment) {
        return settle(List.of(lookUp), enrichment).get(0);
    }

    /** The same for questions that went out together. */
    List<Answer> settle(List<LookUp> together, EnrichmentWork enrichment) {
        // that a key is refused is known before whoever waits for one of them may ask
        List<Answer> answers = together.stream().map(lookUp -> answer(lookUp, enrichment)).toList();
        settlements.end(together.stream().filter(LookUp::isClaimed).toList(), enrichment);
        return answers;
    }

    private Answer answer(LookUp lookUp, EnrichmentWork enrichment) {
        if (lookUp.isClaimed() && lookUp.reading() != null) {
            Answer read = lookUp.reading().answer();
            Answer answer = read.state() == AnswerState.UNAUTHORISED ? keyRefusals.refused(lookUp, read, clock.instant()) : read;
            return LookUpPolicy.named(lookUp, lookUp.reading().outage() ? soonAgain(answer, enrichment) : answer);
        }
        return lookUp.answer() != null ? lookUp.answer() : Answer.without(AnswerState.FAILED, lookUp.getSource(), lookUp.getType(),
                lookUp.indicator().value(), "the call gave no answer", clock.instant());
    }

    /** A failing source is asked again after a short while, at first. */
    Answer soonAgain(Answer answer, EnrichmentWork enrichment) {
        int before = enrichment.progress().outages();
        return before < AFTER_OUTAGE.length ? answer.withAskAgainAt(clock.instant().plus(AFTER_OUTAGE[before])) : answer;
    }

    /**
     * Whatever else went wrong in a look-up route: an answer that says so.
     *
     * @param lookUp the question; null when the failure came before it was opened
     * @param place  route and step that failed; null when they are not known
     */
    public Answer failed(@Nullable LookUp lookUp, Indicator indicator, Throwable cause, String place) {
        if (lookUp == null) {
            return broken(null, indicator, cause, place);
        }
        OwnFailure.passOn(cause);
        settlements.release(List.of(lookUp));
        return broken(lookUp.getSource(), lookUp.indicator(), cause, place);
    }

    /**
     * The answer of a look-up that broke on its way to the source or back.
     *
     * @param source name of the source; null when it is not known which one was to be asked
     * @param place  route and step that failed; null when they are not known
     */
    public Answer broken(@Nullable String source, Indicator indicator, Throwable cause, @Nullable String place) {
        OwnFailure.passOn(cause);
        String reason = "the look-up failed" + (place == null || place.isEmpty() ? "" : " in " + place) + ": " + FailureLog.words(cause);
        if (source != null) {
            lastErrors.report(source, reason);
        }
        log.warning((source == null ? "a source" : SourceCatalog.title(source)) + " could not be asked about a " + indicator.type().label() + ": " + reason);
        return Answer.without(AnswerState.FAILED, source == null ? Answer.NO_SOURCE : source, indicator.type(), indicator.value(), reason, clock.instant());
    }

    /** A CVE while the workflow for CVEs is off. */
    public Answer vulnerabilitiesOff(Indicator indicator) {
        return SourceFailure.skipped("vulnerability", indicator.type(), indicator.value(), LookUpPolicy.reasonNotToSend(indicator)
                .orElse("the vulnerability workflow is off"), clock.instant()).answer();
    }
}
