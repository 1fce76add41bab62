package io.github.iocenrichment.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.source.QuotaNotice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The budgets of the sources, spent before a call is made. They survive restarts and are shared by all nodes on one database: a source's row
 * is locked while one call is counted, so never more calls are granted than the budgets allow.
 */
public final class QuotaStore {
    private final Jdbi jdbi;
    private final Transactions transactions;
    private final ObjectMapper json;

    QuotaStore(Jdbi jdbi, Transactions transactions, ObjectMapper json) {
        this.jdbi = jdbi;
        this.transactions = transactions;
        this.json = json;
    }

    /** Spends one call from every budget, or none and says when to ask again. */
    public Spend trySpend(String source, List<Budget> budgets, Instant now) {
        return change(source, account -> account.spend(budgets, now), QuotaAccount.Attempt::account).spend();
    }

    /** The same for one incident: while another of higher priority waits for this source's budget, on whichever node, that one goes first. */
    public Spend trySpend(String source, List<Budget> budgets, Asker asker, Instant now) {
        return change(source, account -> account.spend(budgets, asker, now), QuotaAccount.Attempt::account).spend();
    }

    /** The same within the part of the source's day that this incident may take. */
    public Spend trySpend(String source, List<Budget> budgets, Asker asker, Share share, Instant now) {
        return change(source, within(share, budgets, now, account -> account.spend(budgets, asker, now)), QuotaAccount.Attempt::account).spend();
    }

    /** The same for a further call of a question that had its place in the line. */
    public Spend trySpend(String source, List<Budget> budgets, Share share, Instant now) {
        return change(source, within(share, budgets, now, account -> account.spend(budgets, now)), QuotaAccount.Attempt::account).spend();
    }

    private static Step<QuotaAccount.Attempt> within(Share share, List<Budget> budgets, Instant now, Function<QuotaAccount, QuotaAccount.Attempt> spend) {
        return (handle, source, account) -> {
            Optional<ShareAccount> own = ShareAccount.planned(handle, source, share, account.leftOfDay(budgets, now), now);
            Optional<Spend> refusal = own.flatMap(planned -> planned.refusal(now));
            if (refusal.isPresent()) {
                return new QuotaAccount.Attempt(refusal.get(), account);
            }
            QuotaAccount.Attempt attempt = spend.apply(account);
            if (attempt.spend().granted()) {
                own.ifPresent(ShareAccount::take);
            }
            return attempt;
        };
    }

    /** The source refused a call for its quota, and may be called again at a time. */
    public void refused(String source, Asker asker, Instant until, Instant now) {
        change(source, account -> account.refused(asker, until, now), Function.identity());
    }

    /** The source gave an answer that was no such refusal. @param paidAt when the call was paid */
    public void answered(String source, Instant paidAt) {
        if (read(source).refusal() != null) {
            change(source, account -> account.answered(paidAt), Function.identity());
        }
    }

    /** Whether a call that was paid at a time is the first after a refusal that was waited for: refused again, it is the second in a row. */
    public boolean followsRefusal(String source, Instant paidAt) {
        return read(source).followsRefusal(paidAt);
    }

    /** Takes over what a vendor's answer told about its quota. */
    public void learn(String source, QuotaNotice notice, Instant now) {
        change(source, account -> account.learn(notice, now), Function.identity());
    }

    /** The source's account, for the status page. */
    public QuotaView state(String source, Instant now) {
        return read(source).view(source, now);
    }

    private QuotaAccount read(String source) {
        return jdbi.withHandle(handle -> handle.createQuery("select body from quota where source = :source").bind("source", source)
                .mapTo(String.class).findOne()).map(this::parse).orElse(QuotaAccount.NEW);
    }

    /** A change of one source's account, in the transaction that holds its row. */
    private interface Step<T> {
        T apply(Handle handle, String source, QuotaAccount account);
    }

    private <T> T change(String source, Function<QuotaAccount, T> step, Function<T, QuotaAccount> account) {
        return change(source, (handle, name, before) -> step.apply(before), account);
    }

    private <T> T change(String source, Step<T> step, Function<T, QuotaAccount> account) {
        if (!isKnown(source)) {
            transactions.run(handle -> handle.createUpdate("insert into quota (source, body) values (:source, :body) on conflict do nothing")
                    .bind("source", source).bind("body", write(QuotaAccount.NEW)).execute());
        }
        return transactions.run(handle -> {
            String body = locked(handle, source);
            T result = step.apply(handle, source, parse(body));
            String after = write(account.apply(result));
            if (!after.equals(body)) {
                handle.createUpdate("update quota set body = :body where source = :source").bind("body", after).bind("source", source).execute();
            }
            return result;
        });
    }

    private boolean isKnown(String source) {
        return jdbi.withHandle(handle -> handle.createQuery("select source from quota where source = :source").bind("source", source)
                .mapTo(String.class).findOne()).isPresent();
    }

    private static String locked(Handle handle, String source) {
        return handle.createQuery("select body from quota where source = :source for update").bind("source", source).mapTo(String.class).one();
    }

    int prune(Instant olderThan) {
        return jdbi.withHandle(handle -> handle.createUpdate("delete from source_share where of_day < :olderThan").bind("olderThan", olderThan).execute());
    }

    private QuotaAccount parse(String body) {
        try {
            return json.readValue(body, QuotaAccount.class);
        } catch (JsonProcessingException e) {
            throw new StoreException("a quota account in the store cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private String write(QuotaAccount account) {
        try {
            return json.writeValueAsString(account);
        } catch (JsonProcessingException e) {
            throw new StoreException("a quota account cannot be kept as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
