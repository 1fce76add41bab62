package io.github.iocenrichment.check;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.intelx.AddressCheck;
import io.github.iocenrichment.intelx.FeedAddress;
import io.github.iocenrichment.intelx.IngestReader;
import io.github.iocenrichment.intelx.KeyLimits;
import io.github.iocenrichment.intelx.RequestSigner;
import io.github.iocenrichment.intelx.SendReply;
import io.github.iocenrichment.intelx.ServiceState;
import io.github.iocenrichment.network.ClientFactory;
import io.github.iocenrichment.publish.IntelExchange;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.source.SourceFailure;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether Intel Exchange answers, takes our signature and knows the address under which we file: an unknown one is not refused later. */
final class IntelExchangeProbe implements Probe {
    private static final Map<String, String> JSON = Map.of("Accept", "application/json");
    private static final int MOST_PAGES = 20;
    private static final Logger LOG = LoggerFactory.getLogger("incidents");

    private final Settings settings;
    private final Calls calls;
    private final Clock clock;
    private final Consumer<KeyLimits> limits;

    /** @param limits gets how often the platform may be called, when it says so */
    IntelExchangeProbe(Settings settings, ClientFactory clients, Clock clock, Consumer<KeyLimits> limits) {
        this.limits = limits;
        this.settings = settings;
        this.calls = new Calls(settings, clients, "intelx");
        this.clock = clock;
    }

    @Override
    public Result run() throws InterruptedException {
        if (settings.optional("intelx.access-id").isEmpty()) {
            return Result.ok("Intel Exchange is reached by TAXII alone and not asked before");
        }
        try {
            HttpReply ping = get("/ping/?");
            SendReply reply = IngestReader.read(ping, true, clock.instant());
            return switch (reply.outcome()) {
                case SENT -> works();
                case STOPPED, REFUSED, SIGN_ANEW -> new Result(Kind.WRONG, property(ping.status()), "does not work: " + reply.words(),
                        "correct the setting or the right that the answer names; nothing is published until then");
                default -> Result.passing(reply.words());
            };
        } catch (IOException e) {
            return new Result(Kind.UNREACHABLE, "intelx.base-url", "cannot be reached: " + SourceFailure.words(e),
                    "check the address, the proxy and the network");
        }
    }

    private Result works() throws IOException {
        Result result = settings.text("intelx.route").equals("ingest-bundle") ? address() : Result.ok("Intel Exchange answers");
        if (result.kind() != Kind.OK) {
            return result;
        }
        Optional<KeyLimits> stated = asked(KeyLimits.PATH).flatMap(KeyLimits::read);
        stated.ifPresent(limits);
        String words = result.words() + stated.map(known -> "; " + known.words()).orElse("");
        List<String> problems = Stream.of(asked(ServiceState.HEARTBEAT).flatMap(ServiceState::heartbeat),
                asked(ServiceState.READINESS).flatMap(ServiceState::readiness)).flatMap(Optional::stream).toList();
        return problems.isEmpty() ? Result.ok(words) : Result.doubtful(words + "; but " + String.join("; ", problems));
    }

    /** That the role may not ask, or that the platform does not know the question, is nothing to be fixed. */
    private Optional<HttpReply> asked(String path) {
        try {
            return Optional.of(get(path + "?"));
        } catch (IOException unsaid) {
            LOG.debug("Intel Exchange does not answer {}: {}", path, SourceFailure.words(unsaid));
            return Optional.empty();
        }
    }

    private static String property(int status) {
        return status == 401 || status == 403 ? "intelx.access-id" : "intelx.base-url";
    }

    private Result address() throws IOException {
        FeedAddress address = IntelExchange.address(settings);
        AddressCheck.Finding source = null;
        for (int page = 1; page > 0 && page <= MOST_PAGES; page = source.nextPage()) {
            String query = address.byId() ? "" : "q=" + encoded(address.source()) + "&";
            source = AddressCheck.source(get(AddressCheck.SOURCES_PATH + "?" + query + "page=" + page + "&page_size=100&"), address, page);
        }
        if (source.presence() != AddressCheck.Presence.PRESENT) {
            return absent(source, address.byId() ? "intelx.source-id" : "intelx.source-name");
        }
        AddressCheck.Finding collection = null;
        for (int page = 1; page > 0 && page <= MOST_PAGES; page = collection.nextPage()) {
            String query = "source=" + encoded(source.id() == null ? address.source() : source.id());
            collection = AddressCheck.collection(get(AddressCheck.COLLECTIONS_PATH + "?" + query + "&page=" + page + "&page_size=100&"), address, page);
        }
        return collection.presence() == AddressCheck.Presence.PRESENT ? Result.ok("Intel Exchange answers and knows source and collection")
                : absent(collection, address.byId() ? "intelx.collection-id" : "intelx.collection-name");
    }

    private static Result absent(AddressCheck.Finding finding, String property) {
        return finding.presence() == AddressCheck.Presence.ABSENT
                ? new Result(Kind.WRONG, property, "is not known to Intel Exchange, which would file everything under 'Import'",
                        "create it there or set the one that exists")
                : Result.passing("Intel Exchange does not say whether it knows our source and collection: " + finding.words());
    }

    private HttpReply get(String pathAndQuery) throws IOException {
        RequestSigner signer = new RequestSigner(settings.text("intelx.access-id"), settings.text("intelx.secret-key"), clock);
        return calls.get(settings.url("intelx.base-url") + pathAndQuery + signer.query(), JSON);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
