package io.github.iocenrichment.store;

import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.lists.AnalystVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;

/** What analysts wrote about values in journal notes: one row for each incident and value. */
public final class OverrideStore {
    private static final int VALUE_MAX = 4096;
    private static final RowMapper<AnalystVerdict> ROW = (row, context) -> new AnalystVerdict(IndicatorType.of(row.getString("type")), row.getString("said_of"),
            AnalystVerdict.Ruling.valueOf(row.getString("ruling")), row.getString("reason"), row.getString("author"), row.getString("origin"),
            Times.read(row, "noted_at"));

    private final Transactions transactions;

    OverrideStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** What the notes of one incident say now, in the place of what they said before. Nothing is written when that is the same. */
    public void replace(String recId, Collection<AnalystVerdict> said) {
        Map<String, AnalystVerdict> latest = latest(said.stream().filter(one -> one.value().length() <= VALUE_MAX).toList());
        transactions.write(handle -> {
            List<AnalystVerdict> before = handle.createQuery("select * from analyst_override where rec_id = :recId").bind("recId", recId).map(ROW).list();
            if (fitted(before).equals(fitted(latest.values()))) {
                return null;
            }
            if (!before.isEmpty()) {
                handle.createUpdate("delete from analyst_override where rec_id = :recId").bind("recId", recId).execute();
            }
            Rows.execute(handle, "insert into analyst_override (rec_id, digest, type, said_of, ruling, reason, author, origin, noted_at) values <rows>",
                    latest.values().stream().map(one -> List.<Object>of(recId, digest(one.key()), one.type().label(), one.value(), one.ruling().name(),
                            Text.fit(one.reason(), 300), Text.fit(one.author(), 120), Text.fit(one.origin(), 60), one.at())).toList());
            return null;
        });
    }

    private static Map<String, AnalystVerdict> fitted(Collection<AnalystVerdict> all) {
        return all.stream().map(one -> new AnalystVerdict(one.type(), one.value(), one.ruling(), Text.fit(one.reason(), 300), Text.fit(one.author(), 120),
                Text.fit(one.origin(), 60), one.at())).collect(Collectors.toMap(AnalystVerdict::key, Function.identity()));
    }

    /** The latest about each of some values, by {@link AnalystVerdict#key()}. @param since older ones do not count */
    public Map<String, AnalystVerdict> about(Collection<String> keys, Instant since) {
        List<AnalystVerdict> found = new ArrayList<>();
        for (List<String> some : Rows.parts(keys.stream().map(OverrideStore::digest).distinct().toList())) {
            found.addAll(transactions.read(handle -> handle.createQuery("select * from analyst_override where digest in (<digests>) and noted_at > :since")
                    .bindList("digests", Rows.padded(some)).bind("since", since).map(ROW).list()));
        }
        return latest(found);
    }

    /** Of several about one value the one that was written last counts. */
    private static Map<String, AnalystVerdict> latest(Collection<AnalystVerdict> all) {
        Map<String, AnalystVerdict> latest = new HashMap<>();
        all.stream().sorted(Comparator.comparing(AnalystVerdict::at)).forEach(one -> latest.put(one.key(), one));
        return latest;
    }

    /** Forgets what was written before the time. */
    public int prune(Instant olderThan) {
        return transactions.write(handle -> handle.createUpdate("delete from analyst_override where noted_at < :olderThan").bind("olderThan", olderThan)
                .execute());
    }

    private static String digest(String key) {
        return Text.sha256(key);
    }
}
