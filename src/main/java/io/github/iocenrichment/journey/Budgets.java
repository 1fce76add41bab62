package io.github.iocenrichment.journey;

import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.HttpReply;
import io.github.iocenrichment.source.QuotaNotice;
import io.github.iocenrichment.source.SourceFailure;
import io.github.iocenrichment.store.AnswerStore;
import io.github.iocenrichment.store.Asker;
import io.github.iocenrichment.store.QuotaStore;
import io.github.iocenrichment.store.QuotaView;
import io.github.iocenrichment.store.Share;
import io.github.iocenrichment.store.Spend;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Pays for the calls to sources before they are made, and learns from the answers what the vendors say about their quotas. */
final class Budgets {
    /** When budget is short, this part of it is kept for what nobody asked about yet. */
    private static final int KEPT_SHARE = 4;
    private static final Duration LEAVE_FOR = Duration.ofMinutes(10);

    private final QuotaStore quotas;
    private final AnswerStore answers;
    private final Sources sources;
    private final Clock clock;

    Budgets(QuotaStore quotas, AnswerStore answers, Sources sources, Clock clock) {
        this.quotas = quotas;
        this.answers = answers;
        this.sources = sources;
        this.clock = clock;
    }

    /** Pays the first call of a question, in the order of the incidents' priorities. Empty when it is paid, else the answer that says how long to wait. */
    Optional<Answer> payFirst(LookUp lookUp, Enrichment enrichment, Instant now) {
        Optional<Instant> kept = keptForOthers(lookUp, enrichment, now);
        if (kept.isPresent()) {
            return kept.map(until -> quota(lookUp, until, now));
        }
        Share share = new Share(lookUp.recId(), sources.share(), enrichment.waitingBefore(lookUp));
        return paid(lookUp, quotas.trySpend(lookUp.getSource(), sources.budgets(lookUp.getSource()), asker(enrichment), share, now), now);
    }

    /** Pays a further call, or one for several questions together. Empty when it is paid. */
    Optional<Answer> pay(LookUp lookUp, Instant now) {
        Share share = new Share(lookUp.recId(), sources.share(), 0);
        return paid(lookUp, quotas.trySpend(lookUp.getSource(), sources.budgets(lookUp.getSource()), share, now), now);
    }

    private static Optional<Answer> paid(LookUp lookUp, Spend spend, Instant now) {
        if (spend.overShare()) {
            return Optional.of(SourceFailure.overShare(lookUp.getSource(), Sources.title(lookUp.getSource()), lookUp.getType(), lookUp.indicator().value(),
                    spend.askAgainAt(), now).answer());
        }
        if (!spend.granted()) {
            return Optional.of(quota(lookUp, spend.askAgainAt(), now));
        }
        lookUp.paid(now);
        return Optional.empty();
    }

    private static Answer quota(LookUp lookUp, Instant until, Instant now) {
        return SourceFailure.quota(lookUp.getSource(), lookUp.getType(), lookUp.indicator().value(), until, now).answer();
    }

    private static Asker asker(Enrichment enrichment) {
        return new Asker(enrichment.getRecId(), enrichment.priority(), enrichment.isLate());
    }

    /** Asking again, or for a report that went out, spends only what is to spare; until when to leave the rest to the others. */
    private Optional<Instant> keptForOthers(LookUp lookUp, Enrichment enrichment, Instant now) {
        if (!enrichment.isLate() && answers.any(lookUp.getSource(), lookUp.getType(), lookUp.getValue()).isEmpty()) {
            return Optional.empty();
        }
        return quotas.state(lookUp.getSource(), now).windows().stream().filter(window -> window.remaining() > 0
                && window.remaining() <= window.limit() / KEPT_SHARE).map(window -> window.freesAt()).max(Instant::compareTo)
                .map(frees -> frees.isBefore(now.plus(LEAVE_FOR)) ? frees : now.plus(LEAVE_FOR));
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
            return quotas.followsRefusal(lookUp.getSource(), paidAt) ? 1 : 0;
        }
        quotas.answered(lookUp.getSource(), paidAt);
        return 0;
    }

    /** The source refused the call for its quota; whoever asked waits in line with the others. */
    void refused(LookUp lookUp, Enrichment enrichment, Instant until, Instant now) {
        quotas.refused(lookUp.getSource(), asker(enrichment), until, now);
    }

    /** Takes over what an answer told about its source's quota. */
    void learn(LookUp lookUp, List<QuotaNotice> notices) {
        Instant now = clock.instant();
        notices.forEach(notice -> quotas.learn(lookUp.getSource(), notice, now));
    }
}
