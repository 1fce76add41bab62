package io.github.iocenrichment.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What was learned about incidents, as JSON under names. The documents of incidents in work stay parsed in memory: each has a stamp made of
 * its content, a unit of work reads the stamps of its incident once, and what bears the same stamp need not be read and parsed again. So it does not
 * matter which node wrote it.
 */
final class IncidentDocuments {
    /** Of characters of JSON; what is parsed takes about four times as many bytes. */
    private static final long MOST_PARSED = 3_000_000;

    private final Transactions transactions;
    private final ObjectMapper json;
    private final Cache<Key, Parsed> parsed = Caffeine.newBuilder().maximumWeight(MOST_PARSED).weigher((Key key, Parsed value) -> value.length())
            .executor(Runnable::run).build();

    IncidentDocuments(Transactions transactions, ObjectMapper json) {
        this.transactions = transactions;
        this.json = json;
    }

    private record Key(String recId, String name) {
    }

    private record Parsed(long stamp, Object value, int length) {
    }

    private record Row(long stamp, @Nullable String body) {
    }

    /**
     * What is written of a document.
     *
     * @param length characters of its JSON
     */
    private record Content(byte[] packed, long stamp, int length) {
        /** The stamp is made of the compressed form, which is the shorter one to hash. */
        static Content of(String body) {
            byte[] packed = Packed.of(body);
            return new Content(packed, ByteBuffer.wrap(Text.sha256(packed)).getLong(), body.length());
        }
    }

    /** @throws StoreException when the incident is not in the store or the value cannot be written as JSON */
    void save(String recId, String name, Object value, Instant now) {
        Content content = Content.of(write(value));
        boolean isKnown = IncidentHead.known(transactions, recId).filter(head -> head.stamp(name) != null).isPresent();
        transactions.write(handle -> {
            boolean isSaved = isKnown
                    ? update(handle, recId, name, content, now) || insert(handle, recId, name, content, now)
                    : insert(handle, recId, name, content, now) || update(handle, recId, name, content, now);
            if (!isSaved) {
                throw missing(recId, name);
            }
            return null;
        });
        saved(recId, name, value, content);
    }

    /** False when what is kept is not what the caller began with. */
    <T> boolean save(String recId, String name, T value, Class<T> type, Predicate<T> still, Instant now) {
        Content content = Content.of(write(value));
        boolean isSaved = transactions.write(handle -> {
            // the incident's row is the lock: two savers of one document come one after the other
            if (handle.createQuery("select rec_id from incident where rec_id = :recId for update").bind("recId", recId)
                    .mapTo(String.class).findOne().isEmpty()) {
                throw missing(recId, name);
            }
            return row(handle, recId, name).map(row -> this.<T>value(recId, name, row, json.constructType(type))).filter(still).isPresent()
                    && update(handle, recId, name, content, now);
        });
        if (isSaved) {
            saved(recId, name, value, content);
        } else {
            // another one has changed it since this work looked
            transactions.forget(recId, IncidentHead.class);
        }
        return isSaved;
    }

    private void saved(String recId, String name, Object value, Content content) {
        IncidentHead.known(transactions, recId).ifPresent(head -> head.stamp(name, content.stamp()));
        // should this not be committed, no row ever bears the stamp
        parsed.put(new Key(recId, name), new Parsed(content.stamp(), value, content.length()));
    }

    private static boolean insert(Handle handle, String recId, String name, Content content, Instant now) {
        return handle.createUpdate("""
                        insert into incident_document (rec_id, name, packed, stamp, saved_at)
                        select rec_id, :name, :packed, :stamp, :now from incident where rec_id = :recId on conflict do nothing""")
                .bind("name", name).bind("packed", content.packed()).bind("stamp", content.stamp()).bind("now", now).bind("recId", recId).execute() == 1;
    }

    private static StoreException missing(String recId, String name) {
        return new StoreException("incident " + recId + " is not in the store, so its '" + name + "' cannot be kept");
    }

    private static boolean update(Handle handle, String recId, String name, Content content, Instant now) {
        return handle.createUpdate("""
                        update incident_document set saved_at = case when stamp = :stamp then saved_at else :now end, packed = :packed, body = null,
                          stamp = :stamp where rec_id = :recId and name = :name""")
                .bind("packed", content.packed()).bind("stamp", content.stamp()).bind("now", now).bind("recId", recId).bind("name", name).execute() == 1;
    }

    <T> Optional<T> load(String recId, String name, JavaType type) {
        Optional<IncidentHead> head = IncidentHead.of(transactions, recId);
        if (head.isEmpty()) {
            return transactions.read(handle -> row(handle, recId, name)).map(row -> parse(recId, name, row.body(), type));
        }
        Long stamp = head.get().stamp(name);
        if (stamp == null) {
            return Optional.empty();
        }
        Key key = new Key(recId, name);
        Optional<T> known = known(key, stamp, type);
        if (known.isPresent()) {
            return known;
        }
        return transactions.read(handle -> row(handle, recId, name)).map(row -> {
            T value = parse(recId, name, row.body(), type);
            head.get().stamp(name, row.stamp());
            parsed.put(key, new Parsed(row.stamp(), value, row.body().length()));
            return value;
        });
    }

    /** What a row holds; the object that the caller of {@link #load} got for the same content, so that the two can be compared. */
    private <T> T value(String recId, String name, Row row, JavaType type) {
        return this.<T>known(new Key(recId, name), row.stamp(), type).orElseGet(() -> parse(recId, name, row.body(), type));
    }

    private <T> Optional<T> known(Key key, long stamp, JavaType type) {
        Parsed known = parsed.getIfPresent(key);
        if (known == null || known.stamp() != stamp || !type.getRawClass().isInstance(known.value())) {
            return Optional.empty();
        }
        @SuppressWarnings("unchecked") T value = (T) known.value();
        return Optional.of(value);
    }

    private static Optional<Row> row(Handle handle, String recId, String name) {
        return handle.createQuery("select stamp, packed, body from incident_document where rec_id = :recId and name = :name")
                .bind("recId", recId).bind("name", name).map((row, context) -> new Row(row.getLong(1), Packed.text(row.getBytes(2), row.getString(3))))
                .findOne();
    }

    private <T> T parse(String recId, String name, String body, JavaType type) {
        try {
            return json.readValue(body, type);
        } catch (JsonProcessingException e) {
            throw new StoreException("'" + name + "' of incident " + recId + " in the store cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new StoreException("a " + value.getClass().getSimpleName() + " cannot be kept as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Names of the documents kept with an incident. */
    List<String> names(String recId) {
        return transactions.read(handle -> handle.createQuery("select name from incident_document where rec_id = :recId order by name")
                .bind("recId", recId).mapTo(String.class).list());
    }

    /** RecIds of the incidents whose document of that name has changed at or after a time, in the order of these changes. */
    List<String> savedSince(String name, Instant since) {
        return transactions.read(handle -> handle.createQuery("""
                        select rec_id from incident_document where name = :name and saved_at >= :since order by saved_at, rec_id""")
                .bind("name", name).bind("since", since).mapTo(String.class).list());
    }
}
