package io.github.iocenrichment.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.store.AnswerStore.Claim;
import io.github.iocenrichment.store.AnswerStore.Kept;
import io.github.iocenrichment.store.AnswerStore.Key;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Questions within one transaction. All nodes lock rows in one order, so that none waits for another in a ring: claims, answers, accounts, and each
 * kind by its key. Whoever does several of the things here does them in the order in which they stand.
 */
public final class QuestionSet {
    /** Of a row of {@code answer_claim}. */
    static final String WORK_IS_OVER = """
            (task_name is not null and not exists (select 1 from task where task.task_name = answer_claim.task_name
              and task.task_instance = answer_claim.task_key
            and task.version = answer_claim.task_version and task.picked = true))""";

    private final Handle handle;
    private final ObjectMapper json;
    private final QuotaJson quotas;
    private final String node;
    private @Nullable Accounts accounts;

    QuestionSet(Handle handle, ObjectMapper json, QuotaJson quotas, String node) {
        this.handle = handle;
        this.json = json;
        this.quotas = quotas;
        this.node = node;
    }

    /** The kept answers to the questions, whatever their age; others may have kept one since the last look. */
    public Map<Key, Kept> kept(Collection<Key> keys) {
        Map<String, List<Key>> wanted = keys.stream().distinct().collect(Collectors.groupingBy(Key::hash));
        Map<Key, Kept> found = new HashMap<>();
        Rows.query(handle, "select value_hash, source, type, expires_at, asked_for, body from answer where value_hash in (<rows>)",
                wanted.keySet().stream().map(List::<Object>of).toList(), row -> {
                    for (Key key : wanted.get(row.getString("value_hash"))) {
                        if (key.source().equals(row.getString("source")) && key.type().label().equals(row.getString("type"))) {
                            found.put(key, new Kept(StoredJson.read(json, row.getString("body"), Answer.class), Times.read(row, "expires_at"),
                                    row.getString("asked_for")));
                        }
                    }
                });
        return found;
    }

    /**
     * Claims the right to ask. Of two claims of one question the first succeeds, and none while somebody else asks it, on whichever node. A claim ends
     * by {@link #release}, by time, or with the work that made it, whichever is first: work that is settled, put off or taken over keeps nobody out.
     *
     * @return those that succeeded
     */
    public Set<Claim> claim(Collection<Claim> wanted, Instant until, Instant now) {
        List<Claim> claims = wanted.stream().sorted(Comparator.comparing(Claim::key, Key.ORDER)).toList();
        List<List<Object>> rows = claims.stream().map(claim -> row(claim, until)).toList();
        int inserted = Rows.execute(handle, """
                insert into answer_claim (node, owner, task_name, task_key, task_version, until, source, type, value_hash)
                values <rows> on conflict do nothing""", rows);
        if (inserted == claims.size()) {
            return Set.copyOf(claims);
        }
        PreparedBatch takeOver = handle.prepareBatch("""
                update answer_claim set node = ?, owner = ?, task_name = ?, task_key = ?, task_version = ?, until = ?
                where source = ? and type = ? and value_hash = ? and (until <= ? or owner = ? or\s""" + WORK_IS_OVER + ")");
        rows.forEach(row -> takeOver.add(Stream.concat(row.stream(), Stream.of(now, row.get(1))).toArray()));
        int[] taken = takeOver.execute();
        Set<Claim> held = new HashSet<>();
        for (int i = 0; i < taken.length; i++) {
            if (taken[i] == 1) {
                held.add(claims.get(i));
            }
        }
        return held;
    }

    private List<Object> row(Claim claim, Instant until) {
        Work work = claim.work();
        return Arrays.asList(node, claim.owner(), work == null ? null : work.task(), work == null ? null : work.key(), work == null ? null : work.version(),
                until, claim.key().source(), claim.key().type().label(), claim.key().hash());
    }

    /** Ends claims; one that meanwhile belongs to another owner is left alone. */
    public void release(Collection<Claim> claims) {
        Rows.execute(handle, "delete from answer_claim where (source, type, value_hash, owner) in (<rows>)", Rows.padded(claims.stream()
                .map(claim -> List.<Object>of(claim.key().source(), claim.key().type().label(), claim.key().hash(), claim.owner())).toList()));
    }

    /**
     * Keeps answers. Only what a source really said is kept ({@code found}, {@code not-found}, {@code pending}, {@code rejected}), and never over a
     * later answer.
     */
    public void save(Collection<Kept> answers) {
        List<List<Object>> rows = answers.stream().filter(kept -> kept.answer().state().isAnswered())
                .sorted(Comparator.comparing(Kept::key, Key.ORDER).thenComparing(kept -> kept.answer().answeredAt())).map(this::row).toList();
        int inserted = Rows.execute(handle, """
                insert into answer (state, answered_at, expires_at, asked_for, body, value_hash, source, type) values <rows> on conflict do nothing""", rows);
        if (inserted < rows.size()) {
            PreparedBatch update = handle.prepareBatch("""
                    update answer set state = ?, answered_at = ?, expires_at = ?, asked_for = ?, body = ?
                    where value_hash = ? and source = ? and type = ? and answered_at <= ?""");
            rows.forEach(row -> update.add(Stream.concat(row.stream(), Stream.of(row.get(1))).toArray()));
            update.execute();
        }
    }

    /** Keeps raw answers. */
    public void saveRaw(Collection<RawAnswer> raw) {
        RawAnswerStore.save(handle, raw);
    }

    /** Keeps the raw answers of some as those of the one that they became. @param parts names of answers, in their order */
    public void joinRaw(String answer, List<String> parts) {
        RawAnswerStore.join(handle, answer, parts);
    }

    private List<Object> row(Kept kept) {
        Answer answer = kept.answer();
        return Arrays.asList(answer.state().label(), answer.answeredAt(), kept.expiresAt(), kept.askedFor(), StoredJson.write(json, answer),
                kept.key().hash(), answer.source(), answer.type().label());
    }

    /**
     * The accounts of sources, locked until the transaction ends; for all that is spent in it.
     *
     * @param owners the incidents for which is spent, by source
     */
    public Accounts accounts(Map<String, ? extends Collection<String>> owners, Instant now) {
        accounts = Accounts.locked(handle, quotas, owners.keySet(), new Shares(handle, owners, now), now);
        return accounts;
    }

    /** Changes accounts by what their sources' answers said; they are locked only when that is news. */
    public void changeAccounts(Collection<String> sources, Consumer<Accounts> change, Instant now) {
        Accounts seen = Accounts.read(handle, quotas, sources, now);
        change.accept(seen);
        Map<String, List<String>> changed = seen.changed().keySet().stream().collect(Collectors.toMap(source -> source, source -> List.of()));
        if (!changed.isEmpty()) {
            change.accept(accounts(changed, now));
        }
    }

    void write() {
        if (accounts != null) {
            accounts.write();
        }
    }
}
