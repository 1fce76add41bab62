package io.github.iocenrichment.journey;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.HybridAnalysisReader;
import io.github.iocenrichment.source.HybridAnalysisReader.HashSearch;
import io.github.iocenrichment.source.Reading;
import io.github.iocenrichment.source.SourceFailure;
import io.github.iocenrichment.privacy.OutgoingValue;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.store.AnswerStore;
import io.github.iocenrichment.store.QuotaStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happens around every question to a source: whether to ask at all, the kept answer, one asker at a time, the quota, and keeping what came.
 * The routes of {@code routes/31-...} and on call {@link #begin} before and {@link #settle} after the call itself.
 */
public final class LookUps {
    /** Longer than any call with all its time-outs. A claim ends with its work; this is for one whose work hangs. */
    private static final Duration CLAIM = Duration.ofMinutes(3);
    /** Stands for the turn at a source that takes one question at a time; no CVE and no other indicator is called so. */
    private static final String TURN = "*";
    /** How soon to look whether somebody else's question has been answered. */
    private static final Duration IN_FLIGHT = Duration.ofMillis(250);
    /** The host of a share or webhook is asked about no more often, whoever's link it stands in. */
    private static final Duration A_DAY = Duration.ofDays(1);
    /** How soon to look what became of the call that tries a refused key. */
    private static final Duration TRIAL = Duration.ofSeconds(5);
    private static final Duration[] AFTER_OUTAGE = {Duration.ofSeconds(2), Duration.ofSeconds(6)};

    /** How answers are kept and what is sent. */
    public record Policy(Duration foundFor, Duration notFoundFor, Duration pendingFor, String domains, UrlPrivacy privacy) {
    }

    private final AnswerStore answers;
    private final Budgets budgets;
    private final Sources sources;
    private final Policy policy;
    private final Outgoing outgoing;
    private final IncidentLog log;
    private final SystemTroubles troubles;
    private final Clock clock;
    private final RefusedKeys refusedKeys;

    public LookUps(AnswerStore answers, QuotaStore quotas, Sources sources, Policy policy, IncidentLog log, SystemTroubles troubles, Clock clock) {
        this.answers = answers;
        this.budgets = new Budgets(quotas, answers, sources, clock);
        this.sources = sources;
        this.policy = policy;
        this.outgoing = new Outgoing(sources, policy);
        this.log = log;
        this.refusedKeys = troubles.refusedKeys();
        this.troubles = troubles;
        this.clock = clock;
    }

    /**
     * Opens a question. {@link LookUp#isToAsk()} says whether the source has to be called; if so, it is claimed and paid for.
     *
     * @param source     name of the source, as in its properties
     * @param enrichment the enrichment that it belongs to
     */
    public LookUp begin(String source, Indicator indicator, Enrichment enrichment) {
        return begin(source, indicator, enrichment, null);
    }

    /** @param behind the question that this one is a part of, such as an MD5 that stands for this file; null when it stands for itself */
    public LookUp begin(String source, Indicator indicator, Enrichment enrichment, LookUp behind) {
        LookUp lookUp = openedOrFailed(source, indicator, enrichment, behind);
        enrichment.decided(lookUp);
        return lookUp;
    }

    private LookUp openedOrFailed(String source, Indicator indicator, Enrichment enrichment, LookUp behind) {
        try {
            return opened(source, indicator, enrichment, behind);
        } catch (RuntimeException e) {
            // known by its source, which no route could tell any more
            LookUp failed = new LookUp(source, indicator, outgoing.toSend(indicator, enrichment), enrichment.getRecId(), behind);
            return failed.known(broken(source, indicator, e, null));
        }
    }

    private LookUp opened(String source, Indicator indicator, Enrichment enrichment, LookUp behind) {
        LookUp lookUp = claim(source, indicator, enrichment, behind);
        enrichment.begun(lookUp);
        if (!lookUp.isClaimed() || lookUp.isSearched()) {
            return lookUp;
        }
        Instant now = clock.instant();
        if (sources.isOneAtATime(source) && !takeTurn(lookUp, enrichment, now)) {
            release(lookUp);
            return lookUp.known(SourceFailure.quota(source, indicator.type(), indicator.value(), now.plus(IN_FLIGHT), now).answer());
        }
        Optional<Answer> unpaid = budgets.payFirst(lookUp, enrichment, now);
        if (unpaid.isPresent()) {
            release(lookUp);
            return lookUp.known(unpaid.get());
        }
        return lookUp.ask();
    }

    /** A question that is claimed and not yet paid for, or whose answer is known without asking. */
    LookUp claim(String source, Indicator indicator, Enrichment enrichment, LookUp behind) {
        Instant now = clock.instant();
        OutgoingValue sent = outgoing.toSend(indicator, enrichment);
        LookUp lookUp = new LookUp(source, indicator, sent, enrichment.getRecId(), behind);
        Optional<String> skip = outgoing.reasonToSkip(source, sent, enrichment);
        if (skip.isPresent()) {
            return lookUp.known(SourceFailure.skipped(source, indicator.type(), indicator.value(), skip.get(), now).answer());
        }
        Optional<Answer> kept = kept(lookUp, enrichment, now);
        if (kept.isPresent()) {
            return lookUp.known(Outgoing.named(lookUp, kept.get()));
        }
        Optional<Answer> settled = enrichment.earlier().settled(source, indicator);
        if (settled.isPresent()) {
            return lookUp.known(settled.get());
        }
        if (refusedKeys.isLeftAlone(source)) {
            return lookUp.known(keyRefused(lookUp, now));
        }
        if (!answers.claim(source, indicator.type(), lookUp.getValue(), lookUp.owner(), enrichment.work(), now.plus(CLAIM), now)) {
            return lookUp.known(SourceFailure.beingAsked(source, indicator.type(), indicator.value(), now.plus(IN_FLIGHT), now).answer());
        }
        // the one who held the claim before may have settled between our two looks
        Optional<Answer> justKept = kept(lookUp, enrichment, now);
        if (justKept.isPresent()) {
            release(lookUp);
            return lookUp.known(Outgoing.named(lookUp, justKept.get()));
        }
        if (indicator.type() == IndicatorType.URL) {
            answers.any(source, indicator.type(), lookUp.getValue()).filter(LookUps::isSubmitted).ifPresent(lookUp::waitForAnalysis);
        }
        if (source.equals(HybridAnalysisReader.SOURCE)) {
            answers.fresh(HashSearch.SOURCE, indicator.type(), lookUp.getValue(), now).map(HashSearch::of).ifPresent(lookUp::searched);
        }
        return lookUp.claimed();
    }

    /** Which files a hash stands for is known: kept, so that coming again for one of their overviews costs no further search. */
    void searched(LookUp lookUp, HashSearch search) {
        Instant now = clock.instant();
        lookUp.markAsked();
        lookUp.searched(search);
        budgets.learn(lookUp, search.quota());
        answers.save(search.kept(lookUp.getType(), lookUp.getValue(), now), now.plus(policy.foundFor()), lookUp.recId());
    }

    /** The hash has its answer; whoever asks once more searches anew. */
    void forgetSearch(LookUp lookUp) {
        Instant now = clock.instant();
        answers.save(lookUp.search().kept(lookUp.getType(), lookUp.getValue(), now), now);
    }

    /** The kept answer that need not be asked for again: to a watched question, only a finding or one of this round. */
    private Optional<Answer> kept(LookUp lookUp, Enrichment enrichment, Instant now) {
        Optional<Answer> fresh = answers.fresh(lookUp.getSource(), lookUp.getType(), lookUp.getValue(), now);
        if (!enrichment.earlier().isWatched(lookUp.getSource(), lookUp.wanted())) {
            return fresh;
        }
        return fresh.filter(answer -> answer.state() == AnswerState.FOUND || answer.state() == AnswerState.REJECTED)
                .or(() -> answers.any(lookUp.getSource(), lookUp.getType(), lookUp.getValue())
                        .filter(answer -> enrichment.earlier().isOfThisRound(answer, now)));
    }

    /** Whether the answer waits for the analysis of something that we submitted. */
    static boolean isSubmitted(Answer answer) {
        return answer.state() == AnswerState.PENDING && answer.askAgainAt() != null && answer.facts().containsKey(UrlSubmissions.ANALYSIS);
    }

    /** Pays one call for questions that go out together. False when the quota is used up; their answers say so. */
    boolean payTogether(List<LookUp> together) {
        Instant now = clock.instant();
        LookUp first = together.get(0);
        if (pay(first, now)) {
            together.forEach(LookUp::ask);
            return true;
        }
        for (LookUp lookUp : together.subList(1, together.size())) {
            release(lookUp);
            lookUp.known(first.answer().withValue(lookUp.indicator().value()));
        }
        return false;
    }

    /** The source answers one question at a time; whoever is not first comes again, and holds no thread meanwhile. */
    private boolean takeTurn(LookUp lookUp, Enrichment enrichment, Instant now) {
        lookUp.turn(answers.claim(lookUp.getSource(), lookUp.getType(), TURN, turnOwner(lookUp), enrichment.work(), now.plus(CLAIM), now));
        return lookUp.hasTurn();
    }

    private static String turnOwner(LookUp lookUp) {
        return lookUp.owner() + '|' + lookUp.getValue();
    }

    /** Whether the quota allows a further call; the first one was paid for when the question was opened. */
    public boolean mayCall(LookUp lookUp) {
        return pay(lookUp, clock.instant());
    }

    private boolean pay(LookUp lookUp, Instant now) {
        Optional<Answer> unpaid = budgets.pay(lookUp, now);
        unpaid.ifPresent(answer -> {
            release(lookUp);
            lookUp.known(answer);
        });
        return unpaid.isEmpty();
    }

    /** The money side of the questions. */
    Budgets budgets() {
        return budgets;
    }

    /** Types that no source is asked about. */
    public Answer noSource(Indicator indicator) {
        return SourceFailure.skipped(Answer.NO_SOURCE, indicator.type(), indicator.value(),
                indicator.enrichable() ? "no source is asked about this type" : indicator.reason(), clock.instant()).answer();
    }

    /** Takes what a reader made of the answer; trouble at the source becomes an exception, so that its circuit breaker counts it. */
    void take(LookUp lookUp, Reading reading) {
        lookUp.markAsked();
        lookUp.read(reading);
        if (reading.outage()) {
            throw new SourceOutage(reading.answer().reason());
        }
    }

    /** The call broke, or the circuit breaker let nothing through. */
    public void unavailable(LookUp lookUp, Throwable cause) {
        OwnTrouble.passOn(cause);
        if (cause == null || cause.getClass().getSimpleName().equals("CallNotPermittedException")) {
            lookUp.read(SourceFailure.breakerOpen(lookUp.getSource(), lookUp.getType(), lookUp.getValue(), clock.instant()));
            return;
        }
        if (SourceFailure.mayHaveReachedTheSource(cause)) {
            lookUp.markAsked();
        }
        tellTrouble(lookUp, cause);
        if (lookUp.reading() == null || !(cause instanceof SourceOutage)) {
            lookUp.read(SourceFailure.broken(lookUp.getSource(), lookUp.getType(), lookUp.getValue(), Problems.words(cause), clock.instant()));
        }
    }

    private void tellTrouble(LookUp lookUp, Throwable cause) {
        troubles.tell(lookUp.getSource(), Problems.words(cause));
        log.warning(Sources.title(lookUp.getSource()) + " could not be asked about a " + lookUp.getType().label() + ": " + Problems.words(cause));
    }

    /** Keeps the answer for all who ask later, learns the quota, lets others ask. */
    public Answer settle(LookUp lookUp, Enrichment enrichment) {
        if (!lookUp.isClaimed()) {
            return lookUp.answer();
        }
        Reading reading = lookUp.reading();
        Instant now = clock.instant();
        if (reading == null) {
            release(lookUp);
            return lookUp.answer() != null ? lookUp.answer() : Answer.without(AnswerState.FAILED, lookUp.getSource(), lookUp.getType(),
                    lookUp.indicator().value(), "the call gave no answer", now);
        }
        budgets.learn(lookUp, reading.quota());
        Answer answer = reading.answer();
        if (answer.state() == AnswerState.QUOTA && answer.askAgainAt() != null) {
            budgets.refused(lookUp, enrichment, answer.askAgainAt(), now);
        }
        answers.save(answer, isSubmitted(answer) ? answer.askAgainAt() : answer.answeredAt().plus(keptFor(answer.state(), lookUp)), lookUp.recId());
        if (answer.state() == AnswerState.UNAUTHORISED) {
            // before whoever waits for this question may ask
            answer = refused(lookUp, answer);
        }
        release(lookUp);
        if (reading.outage()) {
            answer = soonAgain(answer, enrichment);
        }
        return Outgoing.named(lookUp, answer);
    }

    private Answer keyRefused(LookUp lookUp, Instant now) {
        return soonWhileTried(Answer.without(AnswerState.UNAUTHORISED, lookUp.getSource(), lookUp.getType(), lookUp.indicator().value(),
                RefusedKeys.REASON, now), now);
    }

    /** While one call tries the key, or has just found that it works, the others come again soon. */
    private Answer soonWhileTried(Answer refused, Instant now) {
        return refusedKeys.isCertain(refused.source()) ? refused : refused.withAskAgainAt(now.plus(TRIAL));
    }

    private Answer refused(LookUp lookUp, Answer answer) {
        String source = lookUp.getSource();
        refusedKeys.readAsRefused(source, lookUp.paidAt());
        if (refusedKeys.isNews(source)) {
            troubles.tell(source, answer.reason());
            log.warning(Sources.title(source) + " is not asked for the next " + RefusedKeys.LEFT_ALONE_FOR.toMinutes() + " minutes: " + answer.reason()
                    + "; check " + source + ".api-key");
        }
        return soonWhileTried(answer, clock.instant());
    }

    /** A source in trouble is asked again after a short while, at first. */
    Answer soonAgain(Answer answer, Enrichment enrichment) {
        int before = enrichment.progress().outages();
        return before < AFTER_OUTAGE.length ? answer.withAskAgainAt(clock.instant().plus(AFTER_OUTAGE[before])) : answer;
    }

    /**
     * Whatever else went wrong in a look-up route: an answer that says so.
     *
     * @param lookUp the question; null when the failure came before it was opened
     * @param place  route and step that failed; null when they are not known
     */
    public Answer failed(LookUp lookUp, Indicator indicator, Throwable cause, String place) {
        if (lookUp == null) {
            return broken(null, indicator, cause, place);
        }
        OwnTrouble.passOn(cause);
        release(lookUp);
        return broken(lookUp.getSource(), lookUp.indicator(), cause, place);
    }

    /**
     * The answer of a look-up that broke on its way to the source or back.
     *
     * @param source name of the source; null when it is not known which one was to be asked
     * @param place  route and step that failed; null when they are not known
     */
    public Answer broken(String source, Indicator indicator, Throwable cause, String place) {
        OwnTrouble.passOn(cause);
        String reason = "the look-up failed" + (place == null || place.isEmpty() ? "" : " in " + place) + ": " + Problems.words(cause);
        if (source != null) {
            troubles.tell(source, reason);
        }
        log.warning((source == null ? "a source" : Sources.title(source)) + " could not be asked about a " + indicator.type().label() + ": " + reason);
        return Answer.without(AnswerState.FAILED, source == null ? Answer.NO_SOURCE : source, indicator.type(), indicator.value(), reason, clock.instant());
    }

    /** A CVE while the workflow for CVEs is off. */
    public Answer vulnerabilitiesOff(Indicator indicator) {
        return SourceFailure.skipped("vulnerability", indicator.type(), indicator.value(), Outgoing.reasonNotToSend(indicator)
                .orElse("the vulnerability workflow is off"), clock.instant()).answer();
    }

    private Duration keptFor(AnswerState state, LookUp lookUp) {
        Duration kept = keptFor(state);
        return state == AnswerState.NOT_FOUND && outgoing.isServiceHost(lookUp) && kept.compareTo(A_DAY) < 0 ? A_DAY : kept;
    }

    private Duration keptFor(AnswerState state) {
        return switch (state) {
            case FOUND, REJECTED -> policy.foundFor();
            case NOT_FOUND -> policy.notFoundFor();
            default -> policy.pendingFor();
        };
    }

    private void release(LookUp lookUp) {
        if (lookUp.hasTurn()) {
            answers.release(lookUp.getSource(), lookUp.getType(), TURN, turnOwner(lookUp));
            lookUp.turn(false);
        }
        answers.release(lookUp.getSource(), lookUp.getType(), lookUp.getValue(), lookUp.owner());
    }
}
