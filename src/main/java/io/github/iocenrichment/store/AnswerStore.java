package io.github.iocenrichment.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the sources said, kept so that nothing is paid for twice, and who is asking right now, so that nothing is asked twice at a time. Questions are
 * worked on in sets ({@link QuestionSet}). Values are looked up by their SHA-256, for a URL may be longer than any index takes.
 */
public final class AnswerStore {
    private final Transactions transactions;
    private final ObjectMapper json;
    private final QuotaJson quotas;
    private final String node;

    AnswerStore(Transactions transactions, ObjectMapper json, QuotaJson quotas, String node) {
        this.transactions = transactions;
        this.json = json;
        this.quotas = quotas;
        this.node = Text.fit(node, 120);
    }

    /** A question: what is asked of which source. */
    public record Key(String source, IndicatorType type, @Nullable String value) {
        /** In which rows of questions are locked. */
        static final Comparator<Key> ORDER = Comparator.comparing(Key::source).thenComparing(Key::type).thenComparing(Key::value);

        String hash() {
            return Text.sha256(value);
        }
    }

    /**
     * An answer as it is kept.
     *
     * @param expiresAt until when it need not be asked for again
     * @param askedFor  the incident that asked, whose enrichment has made progress by it; null when none did
     */
    public record Kept(Answer answer, @Nullable Instant expiresAt, @Nullable String askedFor) {

        public boolean isFresh(Instant now) {
            return expiresAt.isAfter(now);
        }

        Key key() {
            return new Key(answer.source(), answer.type(), answer.value());
        }
    }

    /**
     * The right to ask.
     *
     * @param owner the piece of work that asks (one incident's RecId, say): claiming again under the same name succeeds, so that a retry is not kept
     *              out by its own past
     * @param work  the task's work that asks, with which the claim ends; null when no task does
     */
    public record Claim(Key key, String owner, Work work) {

        public Claim {
            owner = Text.fit(owner, 200);
        }
    }

    /**
     * Works on a set of questions in one transaction. What it changes is on the disk when {@link #awaitDisk} has returned, which each of the callers
     * whom the set concerns waits for, so that the next set need not wait for it.
     *
     * @param work done again when the database gave the way to another transaction; so it changes nothing but the set
     */
    public <T> T inOne(Function<QuestionSet, T> work) {
        return transactions.runPassing(handle -> {
            QuestionSet set = new QuestionSet(handle, json, quotas, node);
            T result = work.apply(set);
            set.write();
            return result;
        });
    }

    /** Returns when all that was changed before the call is on the disk. */
    public void awaitDisk() {
        transactions.awaitDisk();
    }

    /** The indicators, those first about which no source has ever answered; apart from that in their order. */
    public List<Indicator> unknownFirst(List<Indicator> indicators) {
        Map<String, String> hashes = new HashMap<>();
        indicators.forEach(indicator -> hashes.put(indicator.key(), Text.sha256(indicator.value())));
        Set<String> answered = new HashSet<>();
        for (List<String> some : Rows.parts(hashes.values().stream().distinct().toList())) {
            answered.addAll(transactions.read(handle -> handle.createQuery("select distinct value_hash from answer where value_hash in (<hashes>)")
                    .bindList("hashes", Rows.padded(some)).mapTo(String.class).list()));
        }
        return indicators.stream().sorted(Comparator.comparing(indicator -> answered.contains(hashes.get(indicator.key())))).toList();
    }

    /** Claims of this node cannot be alive when it starts, but for those whose task another process of its name has in work. */
    void dropOwnClaims() {
        transactions.run(handle -> handle.createUpdate("delete from answer_claim where node = :node and (task_name is null or " + QuestionSet.WORK_IS_OVER
                + ")")
                .bind("node", node).execute());
    }

    int prune(Instant olderThan) {
        transactions.run(handle -> handle.createUpdate("delete from answer_claim where until < :olderThan").bind("olderThan", olderThan).execute());
        return transactions.run(handle -> handle.createUpdate("delete from answer where expires_at < :olderThan and answered_at < :olderThan")
                .bind("olderThan", olderThan).execute());
    }
}
