package io.github.iocenrichment.enrich;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.source.SourceFailure;
import io.github.iocenrichment.store.Accounts;
import io.github.iocenrichment.store.AnswerStore;
import io.github.iocenrichment.store.QuotaRequest;
import io.github.iocenrichment.store.QuotaStore;
import io.github.iocenrichment.store.QuotaView;
import io.github.iocenrichment.store.Share;
import io.github.iocenrichment.store.Spend;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pays for the calls to sources before they are made, and learns from the answers what the vendors say about their quotas. */
final class QuotaGate {
    /** When budget is short, this part of it is kept for what nobody asked about yet. */
    private static final int KEPT_SHARE = 4;
    private static final Duration LEAVE_FOR = Duration.ofMinutes(10);

    private final AnswerStore answers;
    private final QuotaStore quotas;
    private final Sources sources;
    private final Clock clock;

    QuotaGate(AnswerStore answers, QuotaStore quotas, Sources sources, Clock clock) {
        this.answers = answers;
        this.quotas = quotas;
        this.sources = sources;
        this.clock = clock;
    }

    /**
     * Pays the first call of a question, in the order of the incidents' priorities. Empty when it is paid, else the answer that says how long to wait.
     *
     * @param askedBefore whether the source has answered the question some time ago
     * @param decided     questions of the incident of which it is decided just now whether they are asked
     */
    Optional<Answer> payFirst(Accounts accounts, Openings.Opening opening, boolean askedBefore, List<LookUp> decided, Instant now) {
        LookUp lookUp = opening.lookUp();
        EnrichmentWork enrichment = opening.enrichment();
        if (enrichment.isLate() || askedBefore) {
            Optional<Instant> kept = keptForOthers(accounts.view(lookUp.getSource()), now);
            if (kept.isPresent()) {
                return kept.map(until -> quota(lookUp, until, now));
            }
        }
        return unpaid(lookUp, spend(accounts, lookUp, enrichment.quotaRequest(), enrichment.waitingBefore(lookUp, decided)), now);
    }

    /** Pays a further call, or one for several questions together. Empty when it is paid. */
    Optional<Answer> pay(LookUp lookUp, Instant now) {
        Spend spend = answers.inOne(set -> spend(set.accounts(Map.of(lookUp.getSource(), List.of(lookUp.recId())), now), lookUp, null, 0));
        if (spend.granted()) {
            lookUp.paid(now);
        }
        return unpaid(lookUp, spend, now);
    }

    private Spend spend(Accounts accounts, LookUp lookUp, @Nullable QuotaRequest request, int reserved) {
        return accounts.spend(lookUp.getSource(), sources.budgets(lookUp.getSource()), request, new Share(lookUp.recId(), sources.share(), reserved));
    }

    private static Optional<Answer> unpaid(LookUp lookUp, Spend spend, Instant now) {
        if (spend.overShare()) {
            return Optional.of(SourceFailure.overShare(lookUp.getSource(), SourceCatalog.title(lookUp.getSource()), lookUp.getType(),
                    lookUp.indicator().value(),
                    spend.askAgainAt(), now).answer());
        }
        return spend.granted() ? Optional.empty() : Optional.of(quota(lookUp, spend.askAgainAt(), now));
    }

    /** Not asked before a time. */
    static Answer quota(LookUp lookUp, Instant until, Instant now) {
        return SourceFailure.quota(lookUp.getSource(), lookUp.getType(), lookUp.indicator().value(), until, now).answer();
    }

    /** Asking again, or for a report that went out, spends only what is to spare; until when to leave the rest to the others. */
    private static Optional<Instant> keptForOthers(QuotaView quota, Instant now) {
        return quota.windows().stream().filter(window -> window.remaining() > 0 && window.remaining() <= window.limit() / KEPT_SHARE)
                .map(QuotaView.Window::freesAt).max(Instant::compareTo).map(frees -> frees.isBefore(now.plus(LEAVE_FOR)) ? frees : now.plus(LEAVE_FOR));
    }

    /** Empty when a source has more budget than is kept for new incidents; else from when on it may. @param latest when it is not known, or later */
    static Optional<Instant> spareFrom(QuotaView quota, Instant latest) {
        Stream<Instant> scarce = quota.windows().stream().filter(window -> window.remaining() <= window.limit() / KEPT_SHARE)
                .map(window -> window.freesAt() == null ? latest : window.freesAt());
        return Stream.concat(scarce, Stream.ofNullable(quota.closedUntil())).max(Instant::compareTo).map(from -> from.isBefore(latest) ? from : latest);
    }

    /** How many refusals for quota came directly before this reply, each of them waited for: 0 or 1. */
    int refusalsBefore(LookUp lookUp, HttpReply reply) {
        Instant paidAt = lookUp.paidAt() == null ? clock.instant() : lookUp.paidAt();
        if (reply.status() == 429) {
            return quotas.followsRefusal(lookUp.getSource(), paidAt, lookUp.learned().answered()) ? 1 : 0;
        }
        lookUp.learned().answered(paidAt);
        return 0;
    }
}
