package io.github.iocenrichment.enrich;

import io.github.iocenrichment.enrich.Openings.Opening;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.HybridAnalysisReader.HashSearch;
import io.github.iocenrichment.source.SourceFailure;
import io.github.iocenrichment.store.Accounts;
import io.github.iocenrichment.store.AnswerStore.Claim;
import io.github.iocenrichment.store.AnswerStore.Kept;
import io.github.iocenrichment.store.AnswerStore.Key;
import io.github.iocenrichment.store.QuestionSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Questions that are opened together, those of incidents of higher priority first, apart from that in the order in which they came. Its transaction
 * may be done again, so nothing is changed but the set.
 */
final class OpeningSet {
    /** Longer than any call with all its time-outs. A claim ends with its work; this is for one whose work hangs. */
    private static final Duration CLAIM = Duration.ofMinutes(3);
    /** How soon to look whether somebody else's question has been answered. */
    private static final Duration IN_FLIGHT = Duration.ofMillis(250);
    private static final Comparator<Opening> FIRST = Comparator.comparing((Opening opening) -> opening.enrichment().isLate())
            .thenComparing(opening -> opening.enrichment().priority());

    private final QuestionSet set;
    private final Sources sources;
    private final QuotaGate budgets;
    private final KeyRefusals keyRefusals;
    private final Instant now;
    private final Map<Opening, Opened> decided = new HashMap<>();
    private final List<Claim> givenBack = new ArrayList<>();

    OpeningSet(QuestionSet set, Sources sources, QuotaGate budgets, KeyRefusals keyRefusals, Instant now) {
        this.set = set;
        this.sources = sources;
        this.budgets = budgets;
        this.keyRefusals = keyRefusals;
        this.now = now;
    }

    /** What became of each, in the order in which they came. */
    List<Opened> open(List<Opening> openings) {
        List<Opening> open = new ArrayList<>(openings.stream().sorted(FIRST).toList());
        Map<Key, Kept> kept = set.kept(keys(open));
        decide(open, opening -> withoutAsking(opening, kept));
        Set<Claim> held = claim(open, LookUp::claim);
        decide(open, opening -> held.contains(opening.lookUp().claim()) ? Optional.empty() : Optional.of(beingAsked(opening.lookUp())));
        // whoever held a claim before may have settled between the two looks
        Map<Key, Kept> keptSince = set.kept(keys(open));
        decide(open, opening -> kept(opening, keptSince).map(known -> givenBack(opening.lookUp().claim(), known)));
        Map<Opening, Opened> claimed = open.stream().collect(Collectors.toMap(Function.identity(), opening -> claimed(opening.lookUp(), keptSince)));
        decide(open, opening -> Optional.of(claimed.get(opening)).filter(one -> !opening.pays() || one.search() != null));
        List<Opening> oneAtATime = open.stream().filter(opening -> sources.isOneAtATime(opening.lookUp().getSource())).toList();
        Set<Claim> turns = claim(oneAtATime, LookUp::turnClaim);
        decide(open, opening -> oneAtATime.contains(opening) ? turn(opening.lookUp(), turns) : Optional.empty());
        pay(open, claimed, turns, keptSince);
        set.release(givenBack);
        return openings.stream().map(decided::get).toList();
    }

    /** Takes those out of the open ones that are decided. */
    private void decide(List<Opening> open, Function<Opening, Optional<Opened>> decision) {
        open.removeIf(opening -> {
            Optional<Opened> outcome = decision.apply(opening);
            outcome.ifPresent(known -> decided.put(opening, known));
            return outcome.isPresent();
        });
    }

    private static List<Key> keys(List<Opening> openings) {
        return openings.stream().map(Opening::lookUp).flatMap(lookUp -> HashSearch.isMadeBy(lookUp.getSource())
                ? Stream.of(lookUp.key(), search(lookUp)) : Stream.of(lookUp.key())).toList();
    }

    private static Key search(LookUp lookUp) {
        return new Key(HashSearch.SOURCE, lookUp.getType(), lookUp.getValue());
    }

    private Set<Claim> claim(List<Opening> openings, Function<LookUp, Claim> claim) {
        return set.claim(openings.stream().map(Opening::lookUp).map(claim).toList(), now.plus(CLAIM), now);
    }

    private Opened givenBack(Claim claim, Opened known) {
        givenBack.add(claim);
        return known;
    }

    private Optional<Opened> withoutAsking(Opening opening, Map<Key, Kept> kept) {
        LookUp lookUp = opening.lookUp();
        return kept(opening, kept)
                .or(() -> opening.enrichment().earlier().settled(lookUp.getSource(), lookUp.indicator()).map(Opened::known))
                .or(() -> keyRefusals.leftAlone(lookUp, now).map(Opened::known));
    }

    /** The kept answer that need not be asked for again: to a watched question, only a finding or one of this round. */
    private Optional<Opened> kept(Opening opening, Map<Key, Kept> kept) {
        LookUp lookUp = opening.lookUp();
        EarlierAnswers earlier = opening.enrichment().earlier();
        boolean watched = earlier.isWatched(lookUp.getSource(), lookUp.wanted());
        return Optional.ofNullable(kept.get(lookUp.key())).filter(one -> one.isFresh(now) && (!watched || isFinal(one.answer()))
                || watched && earlier.isOfThisRound(one.answer(), now)).map(one -> Opened.kept(lookUp, one));
    }

    private static boolean isFinal(Answer answer) {
        return answer.state() == AnswerState.FOUND || answer.state() == AnswerState.REJECTED;
    }

    private Opened beingAsked(LookUp lookUp) {
        return Opened.known(SourceFailure.beingAsked(lookUp.getSource(), lookUp.getType(), lookUp.indicator().value(), now.plus(IN_FLIGHT), now).answer());
    }

    /** With what is known of earlier calls. */
    private Opened claimed(LookUp lookUp, Map<Key, Kept> kept) {
        Optional<Answer> submission = Optional.ofNullable(kept.get(lookUp.key())).map(Kept::answer)
                .filter(LookUps::isSubmitted);
        Optional<HashSearch> search = Optional.ofNullable(kept.get(search(lookUp))).filter(one -> one.isFresh(now)).map(one -> HashSearch.of(one.answer()));
        return Opened.claimed(submission.orElse(null), search.orElse(null));
    }

    /** Whoever is not first at a source that takes one question at a time comes again, and holds no thread meanwhile. */
    private Optional<Opened> turn(LookUp lookUp, Set<Claim> turns) {
        return turns.contains(lookUp.turnClaim()) ? Optional.empty()
                : Optional.of(givenBack(lookUp.claim(), Opened.known(QuotaGate.quota(lookUp, now.plus(IN_FLIGHT), now))));
    }

    private void pay(List<Opening> open, Map<Opening, Opened> claimed, Set<Claim> turns, Map<Key, Kept> kept) {
        if (open.isEmpty()) {
            return;
        }
        Accounts accounts = set.accounts(open.stream().map(Opening::lookUp).collect(Collectors.groupingBy(LookUp::getSource,
                Collectors.mapping(LookUp::recId, Collectors.toSet()))), now);
        decide(open, opening -> {
            LookUp lookUp = opening.lookUp();
            boolean hasTurn = turns.contains(lookUp.turnClaim());
            Optional<Answer> unpaid = budgets.payFirst(accounts, opening, kept.containsKey(lookUp.key()), decidedOf(opening.enrichment()), now);
            if (unpaid.isPresent()) {
                givenBack.addAll(hasTurn ? List.of(lookUp.claim(), lookUp.turnClaim()) : List.of(lookUp.claim()));
                return unpaid.map(Opened::known);
            }
            return Optional.of(claimed.get(opening).paid(now, hasTurn));
        });
    }

    /** What is decided of an incident's questions in this set. */
    private List<LookUp> decidedOf(EnrichmentWork enrichment) {
        return decided.keySet().stream().filter(other -> other.enrichment() == enrichment).map(Opening::lookUp).toList();
    }
}
