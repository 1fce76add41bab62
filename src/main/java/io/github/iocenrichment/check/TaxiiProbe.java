package io.github.iocenrichment.check;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.intelx.TaxiiReader;
import io.github.iocenrichment.network.ClientFactory;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.source.SourceFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether the TAXII server answers, takes our user, and lets us write into the collection. */
final class TaxiiProbe implements Probe {
    private final Settings settings;
    private final Calls calls;

    TaxiiProbe(Settings settings, ClientFactory clients) {
        this.settings = settings;
        this.calls = new Calls(settings, clients, "intelx");
    }

    @Override
    public Result run() throws InterruptedException {
        if (!settings.text("intelx.route").equals("taxii")) {
            return Result.ok("TAXII is not used");
        }
        try {
            URI discovery = TaxiiReader.discovery(settings.text("intelx.taxii.discovery-url"));
            HttpReply found = get(discovery);
            TaxiiReader.Found<URI> root = TaxiiReader.apiRoot(found, discovery);
            if (root.value() == null) {
                return wrong(found, "intelx.taxii.discovery-url", root.problem());
            }
            String id = settings.text("intelx.taxii.collection-id");
            HttpReply alone = get(root.value().resolve("collections/" + id + "/"));
            HttpReply reply = alone.status() == 404 ? get(TaxiiReader.collectionsAddress(root.value())) : alone;
            TaxiiReader.Found<TaxiiReader.Collection> collection = TaxiiReader.collection(reply, id);
            if (collection.value() == null) {
                return wrong(reply, "intelx.taxii.collection-id", collection.problem());
            }
            return collection.value().writable() ? Result.ok("the TAXII server answers and its collection can be written to")
                    : new Result(Kind.WRONG, "intelx.taxii.username", "may not write into the collection",
                    "give this subscriber write access and switch its inbox on");
        } catch (IOException e) {
            return new Result(Kind.UNREACHABLE, "intelx.taxii.discovery-url", "cannot be reached: " + SourceFailure.words(e),
                    "check the address, the proxy and the network");
        }
    }

    private static Result wrong(HttpReply reply, String property, @Nullable String problem) {
        if (reply.status() == 401 || reply.status() == 403) {
            return new Result(Kind.WRONG, "intelx.taxii.username", "or the password is refused: " + problem, "set the subscriber's user and password");
        }
        return reply.status() >= 500 || reply.status() == 429 ? Result.passing(problem) : new Result(Kind.WRONG, property, "does not work: " + problem,
                "correct the setting that the answer names; nothing is published until then");
    }

    private HttpReply get(URI address) throws IOException {
        String credentials = settings.text("intelx.taxii.username") + ":" + settings.text("intelx.taxii.password");
        return calls.get(address.toString(), Map.of("Accept", TaxiiReader.MEDIA_TYPE,
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))));
    }
}
