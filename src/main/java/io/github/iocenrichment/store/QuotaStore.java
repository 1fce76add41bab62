package io.github.iocenrichment.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The budgets of the sources, spent before a call is made ({@link QuestionSet#accounts}). They survive restarts and are shared by all nodes on one
 * database: a source's row is locked while calls are counted, so never more calls are granted than the budgets allow.
 */
public final class QuotaStore {
    private final Transactions transactions;
    private final QuotaJson json;

    QuotaStore(Transactions transactions, QuotaJson json) {
        this.transactions = transactions;
        this.json = json;
    }

    /**
     * Whether a call that was paid at a time is the first after a refusal that was waited for: refused again, it is the second in a row.
     *
     * @param answered when the last call was paid of which it is not yet kept that it was answered; null when there is none
     */
    public boolean followsRefusal(String source, Instant paidAt, @Nullable Instant answered) {
        QuotaAccount account = read(source);
        return (answered == null ? account : account.answered(answered)).followsRefusal(paidAt);
    }

    /** The source's account, for the status page. */
    public QuotaView state(String source, Instant now) {
        return read(source).view(source, now);
    }

    private QuotaAccount read(String source) {
        return transactions.read(handle -> handle.createQuery("select body from quota where source = :source").bind("source", source)
                .mapTo(String.class).findOne()).map(body -> json.read(source, body)).orElse(QuotaAccount.NEW);
    }

    int prune(Instant olderThan) {
        return transactions.run(handle -> handle.createUpdate("delete from source_share where of_day < :olderThan").bind("olderThan", olderThan).execute());
    }
}
