package io.github.iocenrichment.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/**
 * What the sources said, kept so that nothing is paid for twice, and who is asking right now, so that nothing is asked twice at a time.
 * Values are looked up by their SHA-256, for a URL may be longer than any index takes.
 */
public final class AnswerStore {
    private static final int KEYS_AT_ONCE = 200;
    private static final String ITS_WORK_IS_OVER = """
            (task_name is not null and not exists (select 1 from task where task.task_name = answer_claim.task_name and task.task_instance = answer_claim.task_key
            and task.version = answer_claim.task_version and task.picked = true))""";

    /** A question: what is asked of which source. */
    public record Key(String source, IndicatorType type, String value) {
    }

    private final Jdbi jdbi;
    private final ObjectMapper json;
    private final String node;

    AnswerStore(Jdbi jdbi, ObjectMapper json, String node) {
        this.jdbi = jdbi;
        this.json = json;
        this.node = Text.fit(node, 120);
    }

    /** The kept answer, if it has not expired. */
    public Optional<Answer> fresh(String source, IndicatorType type, String value, Instant now) {
        return read(source, type, value, " and expires_at > :now", now);
    }

    /** The kept answer whatever its age, for showing it with its age. */
    public Optional<Answer> any(String source, IndicatorType type, String value) {
        return read(source, type, value, "", Instant.EPOCH);
    }

    private Optional<Answer> read(String source, IndicatorType type, String value, String condition, Instant now) {
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery("select body from answer where source = :source and type = :type and value_hash = :hash" + condition)
                    .bind("source", source).bind("type", type.label()).bind("hash", Text.sha256(value));
            if (!condition.isEmpty()) {
                query.bind("now", now);
            }
            return query.mapTo(String.class).findOne();
        }).map(this::parse);
    }

    /** The indicators, those first about which no source has ever answered; apart from that in their order. */
    public List<Indicator> unknownFirst(List<Indicator> indicators) {
        Set<String> answered = new HashSet<>();
        Map<String, String> hashes = new HashMap<>();
        indicators.forEach(indicator -> hashes.put(indicator.key(), Text.sha256(indicator.value())));
        List<String> all = hashes.values().stream().distinct().toList();
        for (int from = 0; from < all.size(); from += KEYS_AT_ONCE) {
            List<String> some = all.subList(from, Math.min(all.size(), from + KEYS_AT_ONCE));
            jdbi.useHandle(handle -> handle.createQuery("select distinct value_hash from answer where value_hash in (<hashes>)")
                    .bindList("hashes", some).mapTo(String.class).forEach(answered::add));
        }
        return indicators.stream().sorted(Comparator.comparing(indicator -> answered.contains(hashes.get(indicator.key())))).toList();
    }

    /** Those of the answers asked for that are there and have not expired. */
    public Map<Key, Answer> fresh(Collection<Key> keys, Instant now) {
        Map<String, Key> byHash = new HashMap<>();
        keys.forEach(key -> byHash.put(key.source() + '|' + key.type().label() + '|' + Text.sha256(key.value()), key));
        List<String> hashes = byHash.values().stream().map(key -> Text.sha256(key.value())).distinct().toList();
        Map<Key, Answer> found = new HashMap<>();
        for (int from = 0; from < hashes.size(); from += KEYS_AT_ONCE) {
            List<String> some = new ArrayList<>(hashes.subList(from, Math.min(hashes.size(), from + KEYS_AT_ONCE)));
            jdbi.useHandle(handle -> handle.createQuery("""
                            select source, type, value_hash, body from answer where value_hash in (<hashes>) and expires_at > :now""")
                    .bindList("hashes", some).bind("now", now).map((row, context) -> {
                        Key key = byHash.get(row.getString("source") + '|' + row.getString("type") + '|' + row.getString("value_hash"));
                        if (key != null) {
                            found.put(key, parse(row.getString("body")));
                        }
                        return null;
                    }).list());
        }
        return found;
    }

    /** Those of the questions whose kept answer one incident asked for itself since a time. */
    public Set<Key> askedFor(Collection<Key> keys, String recId, Instant since) {
        Set<String> found = new HashSet<>(jdbi.withHandle(handle -> handle.createQuery("""
                        select source, type, value_hash from answer where asked_for = :recId and answered_at >= :since""")
                .bind("recId", recId).bind("since", since)
                .map((row, context) -> row.getString("source") + '|' + row.getString("type") + '|' + row.getString("value_hash")).list()));
        return keys.stream().filter(key -> found.contains(key.source() + '|' + key.type().label() + '|' + Text.sha256(key.value())))
                .collect(Collectors.toSet());
    }

    /**
     * Keeps an answer. Only what a source really said is kept ({@code found}, {@code not-found}, {@code pending}, {@code rejected}),
     * and never over a later answer.
     *
     * @return true when it is kept
     */
    public boolean save(Answer answer, Instant expiresAt) {
        return save(answer, expiresAt, null);
    }

    /**
     * The same for an answer that one incident asked for.
     *
     * @param recId the incident, whose enrichment has made progress by it; null when none asked
     */
    public boolean save(Answer answer, Instant expiresAt, String recId) {
        if (!answer.state().isAnswered()) {
            return false;
        }
        String hash = Text.sha256(answer.value());
        String body = write(answer);
        return jdbi.withHandle(handle -> {
            int inserted = handle.createUpdate("""
                            insert into answer (source, type, value_hash, state, answered_at, expires_at, body, asked_for)
                            values (:source, :type, :hash, :state, :answeredAt, :expiresAt, :body, :recId) on conflict do nothing""")
                    .bind("source", answer.source()).bind("type", answer.type().label()).bind("hash", hash)
                    .bind("state", answer.state().label()).bind("answeredAt", answer.answeredAt()).bind("expiresAt", expiresAt)
                    .bind("body", body).bind("recId", recId).execute();
            if (inserted == 1) {
                return true;
            }
            return handle.createUpdate("""
                            update answer set state = :state, answered_at = :answeredAt, expires_at = :expiresAt, body = :body, asked_for = :recId
                            where source = :source and type = :type and value_hash = :hash and answered_at <= :answeredAt""")
                    .bind("source", answer.source()).bind("type", answer.type().label()).bind("hash", hash)
                    .bind("state", answer.state().label()).bind("answeredAt", answer.answeredAt()).bind("expiresAt", expiresAt)
                    .bind("body", body).bind("recId", recId).execute() == 1;
        });
    }

    /** The same for what no task does: the claim ends by {@link #release} or by time. */
    public boolean claim(String source, IndicatorType type, String value, String owner, Instant until, Instant now) {
        return claim(source, type, value, owner, null, until, now);
    }

    /**
     * Claims the right to ask. True when nobody else asks this now, on whichever node. The claim ends by {@link #release}, by time, or with the
     * work that made it, whichever is first: a claim whose work is settled, put off or taken over keeps nobody out.
     *
     * @param owner the piece of work that asks (one incident's RecId, say): claiming again under the same name succeeds, so that a retry
     *              is not kept out by its own past
     * @param work  the work that asks; null when no task does
     */
    public boolean claim(String source, IndicatorType type, String value, String owner, Work work, Instant until, Instant now) {
        return jdbi.withHandle(handle -> bound(handle.createUpdate("""
                        insert into answer_claim (source, type, value_hash, node, owner, task_name, task_key, task_version, until)
                        values (:source, :type, :hash, :node, :owner, :task, :key, :version, :until) on conflict do nothing"""),
                source, type, value, owner, work, until).execute() == 1
                || bound(handle.createUpdate("""
                        update answer_claim set node = :node, owner = :owner, task_name = :task, task_key = :key, task_version = :version, until = :until
                        where source = :source and type = :type and value_hash = :hash and (until <= :now or owner = :owner or\s""" + ITS_WORK_IS_OVER + ")"),
                        source, type, value, owner, work, until).bind("now", now).execute() == 1);
    }

    private Update bound(Update update, String source, IndicatorType type, String value, String owner, Work work, Instant until) {
        return update.bind("source", source).bind("type", type.label()).bind("hash", Text.sha256(value)).bind("node", node)
                .bind("owner", Text.fit(owner, 200)).bind("task", work == null ? null : work.task()).bind("key", work == null ? null : work.key())
                .bind("version", work == null ? null : work.version()).bind("until", until);
    }

    /** Ends a claim; one that meanwhile belongs to another owner is left alone. */
    public void release(String source, IndicatorType type, String value, String owner) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        delete from answer_claim where source = :source and type = :type and value_hash = :hash and owner = :owner""")
                .bind("source", source).bind("type", type.label()).bind("hash", Text.sha256(value)).bind("owner", Text.fit(owner, 200)).execute());
    }

    /** Claims of this node cannot be alive when it starts, but for those whose task another process of its name has in work. */
    void dropOwnClaims() {
        jdbi.useHandle(handle -> handle.createUpdate("delete from answer_claim where node = :node and (task_name is null or " + ITS_WORK_IS_OVER + ")")
                .bind("node", node).execute());
    }

    int prune(Instant olderThan) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from answer_claim where until < :olderThan").bind("olderThan", olderThan).execute());
        return jdbi.withHandle(handle -> handle.createUpdate("delete from answer where expires_at < :olderThan and answered_at < :olderThan")
                .bind("olderThan", olderThan).execute());
    }

    private Answer parse(String body) {
        try {
            return json.readValue(body, Answer.class);
        } catch (JsonProcessingException e) {
            throw new StoreException("an answer in the store cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private String write(Answer answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new StoreException("an answer of " + answer.source() + " cannot be kept as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
