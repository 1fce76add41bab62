package io.github.iocenrichment.store;

import io.github.iocenrichment.source.QuotaNotice;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The budgets of some sources within one transaction, all at one time. Changes add up, and are written at its end. */
public final class Accounts {
    private final Handle handle;
    private final QuotaJson json;
    private final Map<String, QuotaAccount> before;
    private final Map<String, QuotaAccount> accounts;
    private final @Nullable Shares shares;
    private final Instant now;

    private Accounts(Handle handle, QuotaJson json, Map<String, QuotaAccount> before, @Nullable Shares shares, Instant now) {
        this.handle = handle;
        this.json = json;
        this.before = before;
        this.accounts = new TreeMap<>(before);
        this.shares = shares;
        this.now = now;
    }

    /** As they are now; others may change them. */
    static Accounts read(Handle handle, QuotaJson json, Collection<String> sources, Instant now) {
        Map<String, QuotaAccount> read = read(handle, json, sources, "");
        sources.forEach(source -> read.putIfAbsent(source, QuotaAccount.NEW));
        return new Accounts(handle, json, read, null, now);
    }

    /** With their rows locked; those that are missing are made. */
    static Accounts locked(Handle handle, QuotaJson json, Collection<String> sources, Shares shares, Instant now) {
        Collection<String> inOrder = new TreeSet<>(sources);
        Map<String, QuotaAccount> locked = read(handle, json, inOrder, " order by source for update");
        if (locked.size() < inOrder.size()) {
            Rows.execute(handle, "insert into quota (source, body) values <rows> on conflict do nothing",
                    inOrder.stream().map(source -> List.<Object>of(source, json.write(source, QuotaAccount.NEW))).toList());
            locked = read(handle, json, inOrder, " order by source for update");
        }
        return new Accounts(handle, json, locked, shares, now);
    }

    private static Map<String, QuotaAccount> read(Handle handle, QuotaJson json, Collection<String> sources, String how) {
        Map<String, QuotaAccount> read = new TreeMap<>();
        if (!sources.isEmpty()) {
            handle.createQuery("select source, body from quota where source in (<sources>)" + how).bindList("sources", Rows.padded(sources))
                    .map((row, context) -> {
                        String source = row.getString("source");
                        return read.put(source, json.read(source, row.getString("body")));
                    }).list();
        }
        return read;
    }

    /**
     * Spends one call from every budget of a source, or none and says when to ask again.
     *
     * @param request while another one of higher priority waits for this source's budget, on whichever node, that one goes first; null for a further
     *              call of a question that had its place in the line
     * @param share the part of the source's day that an incident may take; null when any
     */
    public Spend spend(String source, List<Budget> budgets, @Nullable QuotaRequest request, @Nullable Share share) {
        QuotaAccount account = accounts.get(source);
        Optional<Spend> refusal = shares.refusal(source, share, account.leftOfDay(budgets, now));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        QuotaAccount.Attempt attempt = request == null ? account.spend(budgets, now) : account.spend(budgets, request, now);
        accounts.put(source, attempt.account());
        if (attempt.spend().granted()) {
            shares.take(source, share);
        }
        return attempt.spend();
    }

    /** The source refused a call for its quota, and may be called again at a time. */
    public void refused(String source, QuotaRequest request, Instant until) {
        accounts.computeIfPresent(source, (name, account) -> account.refused(request, until, now));
    }

    /** The source gave an answer that was no such refusal. @param paidAt when the call was paid */
    public void answered(String source, Instant paidAt) {
        accounts.computeIfPresent(source, (name, account) -> account.answered(paidAt));
    }

    /** Takes over what a vendor's answers said about its quota. */
    public void learn(String source, Collection<QuotaNotice> notices) {
        notices.forEach(notice -> accounts.computeIfPresent(source, (name, account) -> account.learn(notice, now)));
    }

    /** A source's account as it is by now. */
    public QuotaView view(String source) {
        return accounts.get(source).view(source, now);
    }

    /** Those that are not as they were. */
    Map<String, QuotaAccount> changed() {
        Map<String, QuotaAccount> changed = new TreeMap<>(accounts);
        changed.entrySet().removeIf(account -> account.getValue().equals(before.get(account.getKey())));
        return changed;
    }

    void write() {
        Map<String, QuotaAccount> changed = changed();
        if (!changed.isEmpty()) {
            PreparedBatch update = handle.prepareBatch("update quota set body = ? where source = ?");
            changed.forEach((source, account) -> update.add(json.write(source, account), source));
            update.execute();
        }
        shares.write();
    }
}
