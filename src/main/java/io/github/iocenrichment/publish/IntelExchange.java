package io.github.iocenrichment.publish;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.intelx.FeedAddress;
import io.github.iocenrichment.intelx.RequestSigner;
import io.github.iocenrichment.settings.Settings;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signs what the routes send to Intel Exchange. */
public final class IntelExchange {
    private final @Nullable RequestSigner signer;
    private final KeyBudget budget;

    public IntelExchange(Settings settings, KeyBudget budget, Clock clock) {
        this.budget = budget;
        Optional<String> id = settings.optional("intelx.access-id");
        Optional<String> key = settings.optional("intelx.secret-key");
        this.signer = id.isPresent() && key.isPresent() ? new RequestSigner(id.get(), key.get(), clock) : null;
    }

    /** Where packages are filed, by id where ids are set. */
    public static FeedAddress address(Settings settings) {
        return settings.optional("intelx.source-id").map(id -> FeedAddress.byId(id, settings.text("intelx.collection-id")))
                .orElseGet(() -> FeedAddress.byName(settings.text("intelx.source-name"), settings.text("intelx.collection-name")));
    }

    /** Takes note of an answer, whatever it is. */
    public void answered(HttpReply reply) {
        budget.answered(reply);
    }

    /**
     * A query with a signature made for this very request, which is paid with it.
     *
     * @throws io.github.iocenrichment.intelx.IntelExchangeException when the key may make no further call now
     */
    public String signed(@Nullable String query) {
        budget.pay();
        return query == null || query.isEmpty() ? signer.query() : query + "&" + signer.query();
    }
}
