package io.github.iocenrichment.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Optional;

/** The last good copies of what is downloaded whole, one per name, as JSON. */
public final class CopyStore {
    private final Transactions transactions;
    private final ObjectMapper json;

    CopyStore(Transactions transactions, ObjectMapper json) {
        this.transactions = transactions;
        this.json = json;
    }

    /** Keeps a copy in the place of the one before. @param name up to 80 characters */
    public void save(String name, Object copy, Instant now) {
        String body;
        try {
            body = json.writeValueAsString(copy);
        } catch (JsonProcessingException e) {
            throw new StoreException("the copy '" + name + "' cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
        transactions.write(handle -> {
            int updated = handle.createUpdate("update kept_copy set body = :body, saved_at = :now where name = :name")
                    .bind("body", body).bind("now", now).bind("name", name).execute();
            if (updated == 0) {
                // another node may have been first; its copy is as good
                handle.createUpdate("insert into kept_copy (name, body, saved_at) values (:name, :body, :now) on conflict do nothing")
                        .bind("name", name).bind("body", body).bind("now", now).execute();
            }
            return null;
        });
    }

    /** @throws StoreException when what is kept cannot be read as that type */
    public <T> Optional<T> find(String name, Class<T> type) {
        return transactions.read(handle -> handle.createQuery("select body from kept_copy where name = :name").bind("name", name)
                .mapTo(String.class).findOne()).map(body -> {
                    try {
                        return json.readValue(body, type);
                    } catch (JsonProcessingException e) {
                        throw new StoreException("the copy '" + name + "' in the store cannot be read: " + e.getOriginalMessage(), e);
                    }
                });
    }
}
