package io.github.iocenrichment.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Accounts as JSON. Most reads find what this node wrote or read last, which is kept parsed: the calls of a minute are a long text. */
final class QuotaJson {
    private final ObjectMapper json;
    private final Map<String, Known> last = new ConcurrentHashMap<>();

    QuotaJson(ObjectMapper json) {
        this.json = json;
    }

    private record Known(String body, QuotaAccount account) {
    }

    QuotaAccount read(String source, String body) {
        Known known = last.get(source);
        if (known == null || !known.body().equals(body)) {
            known = new Known(body, StoredJson.read(json, body, QuotaAccount.class));
            last.put(source, known);
        }
        return known.account();
    }

    String write(String source, QuotaAccount account) {
        String body = StoredJson.write(json, account);
        last.put(source, new Known(body, account));
        return body;
    }
}
